import { readFileSync } from 'node:fs';

/** How often memory is measured. */
const EVERY_MS = 100;
const MIB = 1024;

/** The memory that a process has resident, in MiB, as Linux counts it. */
export function residentMiB(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  if (kib === undefined) throw new Error(`process ${pid} is gone`);
  return Number(kib) / MIB;
}

/** Measures a process's memory again and again. `end` returns what was seen, in MiB, oldest first. */
export function watchMemory(pid: number, everyMs = EVERY_MS): { end(): number[] } {
  const series: number[] = [];
  const timer = setInterval(() => series.push(residentMiB(pid)), everyMs);
  return {
    end() {
      clearInterval(timer);
      series.push(residentMiB(pid));
      return series;
    },
  };
}
