import { describe, expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parser } from '@prometheus-io/lezer-promql';
import { parse } from 'yaml';
import { z } from 'zod';
import { withBank } from '../support/bank.ts';
import { TELLER } from '../support/keys.ts';
import { deposit } from '../support/scenes.ts';
import { send } from '../support/send.ts';
import { REPOSITORY } from './context.ts';

const read = (name: string): string => readFileSync(join(REPOSITORY, 'deploy', name), 'utf8');
const rulesForm = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.strictObject({
          alert: z.string().regex(/^Petbank[A-Za-z]+$/),
          expr: z.string(),
          for: z.string().optional(),
          labels: z.strictObject({ severity: z.enum(['page', 'ticket']) }),
          annotations: z.strictObject({ summary: z.string(), runbook: z.string() }),
        }),
      ),
    }),
  ),
});
const panelForm = z.object({
  id: z.int(),
  title: z.string(),
  gridPos: z.object({ x: z.int(), y: z.int(), w: z.int(), h: z.int() }),
  targets: z.array(z.object({ expr: z.string() })),
});

const rules = rulesForm.parse(parse(read('prometheus/alerts.yml'))).groups.flatMap((group) => group.rules);
const { panels } = z.object({ panels: z.array(panelForm) }).parse(JSON.parse(read('grafana/petbank.json')));
const expressions = [
  ...rules.map(({ alert, expr }) => [alert, expr] as const),
  ...panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as const)),
];

/** The metrics and labels that an expression names. */
function parseExpression(expression: string): { metrics: string[]; labels: string[]; isSound: boolean } {
  // Grafana replaces this by a duration.
  const text = expression.replaceAll('$__rate_interval', '5m');
  const found = { metrics: new Set<string>(), labels: new Set<string>() };
  let isSound = true;
  parser.parse(text).iterate({
    enter({ type, from, to }) {
      if (type.isError) isSound = false;
      if (type.name === 'Identifier') found.metrics.add(text.slice(from, to));
      if (type.name === 'LabelName') found.labels.add(text.slice(from, to));
    },
  });
  return { metrics: [...found.metrics], labels: [...found.labels], isSound };
}

/** What Prometheus itself adds to every metric, or provides. */
const OF_PROMETHEUS = { metrics: ['up'], labels: ['job', 'instance'] } as const;

describe('every alert and every panel', () => {
  test.each(expressions)('%s is valid PromQL', (_name, expression) => {
    expect(parseExpression(expression)).toMatchObject({ isSound: true });
    expect(parseExpression(expression).metrics).not.toBeEmpty();
  });

  test('queries only metrics that /metrics has, with labels that exist', async () => {
    await withBank({}, async (bank) => {
      await deposit(bank);
      await bank.ask(TELLER, 'POST', '/teller/report', { gems: 1000, pets: [] });
      const { text } = await send(bank, '/metrics');
      const metrics = new Set([...text.matchAll(/^(\w+)(?:\{|\s)/gm)].map(([, name]) => name));
      const labels = new Set([...text.matchAll(/[{,](\w+)="/g)].map(([, name]) => name));
      for (const [name, expression] of expressions) {
        const { metrics: wanted, labels: by } = parseExpression(expression);
        const missing = [
          ...wanted.filter(
            (metric) => !metrics.has(metric) && !OF_PROMETHEUS.metrics.some((own) => own === metric),
          ),
          ...by.filter((label) => !labels.has(label) && !OF_PROMETHEUS.labels.some((own) => own === label)),
        ];
        expect({ name, missing }).toEqual({ name, missing: [] });
      }
    });
  });
});

test('alerts have unique names, and panels do not overlap', () => {
  expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
  expect(Math.max(...panels.map(({ gridPos: { x, w } }) => x + w))).toBe(24);
});
