import type { Config } from '../config/config.ts';
import type { Check } from '../http/health.ts';
import type { Metrics } from '../http/metrics.ts';
import type { Logger } from '../log.ts';
import type { Driver } from '../storage/driver.ts';
import { openBackupMirror } from './backup-mirror.ts';
import { openBackupSchedule } from './backup-schedule.ts';
import { openBackups } from './backups.ts';
import { type LedgerCheckDependencies, openLedgerCheck } from './ledger-check.ts';

interface CheckDependencies extends LedgerCheckDependencies {
  readonly version: string;
  readonly driver: Driver;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly roblox: { readonly health: () => Check };
}

/** What the bank finds out about itself meanwhile, and what its health says of it. */
export function openChecks(config: Config, dependencies: CheckDependencies) {
  const { driver, log, roblox } = dependencies;
  const ledgerCheck = openLedgerCheck(dependencies, config.ledgerCheckMs);
  const backups = openBackups(config, dependencies);
  const mirror = openBackupMirror(config.backups);
  const backupSchedule = openBackupSchedule({ ...dependencies, backups, mirror }, config.backups.everyMs);
  const health = {
    ping: pingTold(driver, log),
    roblox: roblox.health,
    ledger: () => ledgerCheck.health(),
    backup: () => backupSchedule.health(),
  };
  return { ledgerCheck, backups, backupSchedule, health };
}

/** Everyone reads a health check, so that it says only "down": the database's words are for the operator. */
const pingTold =
  (driver: Driver, log: Logger): (() => Promise<void>) =>
  () =>
    driver.ping().catch((err) => {
      log.error({ err }, 'the database can not be read');
      throw err;
    });
