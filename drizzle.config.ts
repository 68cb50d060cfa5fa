import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'sqlite',
  schema: [
    './src/storage/sqlite/schema.ts',
    './src/storage/sqlite/values-schema.ts',
    './src/storage/sqlite/projections-schema.ts',
    './src/storage/sqlite/webhooks-schema.ts',
  ],
  out: './migrations',
});
