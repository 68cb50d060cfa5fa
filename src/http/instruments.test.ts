import { expect, test } from 'bun:test';
import { createInstruments } from './instruments.ts';

test('what has no labels is shown from the start, what has some when it is first moved', () => {
  const { counter, gauge, shown, text } = createInstruments('bank');
  const add = counter('commits_total', 'Commits.');
  const set = gauge('cases', 'Cases.', { isLabelled: true });
  shown('gauge', 'age_seconds', 'The age.', () => 1.5);
  expect(text()).toBe(
    '# HELP bank_commits_total Commits.\n# TYPE bank_commits_total counter\nbank_commits_total 0\n\n' +
      '# HELP bank_cases Cases.\n# TYPE bank_cases gauge\n\n' +
      '# HELP bank_age_seconds The age.\n# TYPE bank_age_seconds gauge\nbank_age_seconds 1.5\n',
  );
  add(2);
  add(1);
  for (const value of [7, 4]) set(value, { kind: 'a "b"\\\n' });
  expect(text()).toContain('\nbank_commits_total 3\n');
  expect(text()).toContain('\nbank_cases{kind="a \\"b\\"\\\\\\n"} 4\n');
});

test('a histogram counts in each bucket what took no longer, and sums all', () => {
  const { histogram, text } = createInstruments('bank');
  const row = histogram('request_seconds', 'Time.')({ status: 200 });
  for (const seconds of [0.001, 0.002, 5]) row.observe(seconds);
  const counts = [...text().matchAll(/_bucket\{status="200",le="([^"]+)"\} (\d+)/g)].map(([, le, n]) => [
    le,
    n,
  ]);
  expect(counts[0]).toEqual(['0.001', '1']);
  expect(counts[1]).toEqual(['0.003', '2']);
  expect(counts.slice(-2)).toEqual([
    ['3', '2'],
    ['+Inf', '3'],
  ]);
  expect(text()).toContain('bank_request_seconds_sum{status="200"} 5.003\n');
  expect(text()).toContain('bank_request_seconds_count{status="200"} 3\n');
});
