import { expect, test } from 'bun:test';
import { z } from 'zod';
import { readState, writeState } from './state-text.ts';

const HOLD = { until: 5, isDuplicate: true, hour: null };
const LINK = ['links', '1', ['abc', 5]] as const;

test('what was written is read, with all of it and with none', () => {
  expect(readState(writeState({ hold: undefined, rows: [] }))).toEqual({});
  expect(readState(writeState({ hold: HOLD, rows: [] }))).toEqual({ hold: [5, true, null] });
  expect(readState(writeState({ hold: HOLD, rows: [LINK, ['bank', '', null]] }))).toEqual({
    hold: [5, true, null],
    rows: [LINK, ['bank', '', null]],
  });
});

test.each([
  ...['[]', 'null', '1', '{"else":1}', '{"hold":null}', '{"rows":null}', '{"rows":{}}', '{"rows":[null]}'],
  ...['{"hold":[1,true]}', '{"hold":[1,true,null,1]}', '{"hold":[1.5,true,null]}', '{"hold":[1,1,null]}'],
  ...['{"hold":[1,true,"1"]}', '{"hold":[9007199254740993,true,null]}', '{"hold":[1,true,null],"else":1}'],
  ...['{"rows":[["links","1"]]}', '{"rows":[["links","1",null,1]]}', '{"rows":[["linked","1",null]]}'],
  ...['{"rows":[["links",1,null]]}', '{"rows":[["links","1",{}]]}', '{"rows":[["links","1",1]]}'],
])('%s is nothing that the bank writes', (text) => {
  expect(() => readState(text)).toThrow(z.ZodError);
});
