/** The signatures that every client makes of these requests, with the key of `TELLER`. */
export const VECTORS = [
  {
    method: 'POST',
    target: '/deposit/complete',
    body:
      '{"tradeId":"T-42","robloxUserId":156,"pets":[{"id":"Huge ' +
      'Cat","variant":"golden","quantity":2}],"gems":1000}',
    created: 1_700_000_000,
    nonce: 'f3b1c2d4e5f60718293a4b5c6d7e8f90',
    digest: 'sha-256=:6Uza16FxBQPq1/sna5OMX5zHxo0zekdeOjomLM0mN0w=:',
    signature: 'bank=:KwQ2zDLbQNAe5JGmJNuaGuu69tlA+EZJ1Zajqqu0nns=:',
  },
  {
    method: 'GET',
    target: '/user/156/transactions?limit=20',
    body: null,
    created: 1_700_000_000,
    nonce: 'f3b1c2d4e5f60718293a4b5c6d7e8f91',
    digest: undefined,
    signature: 'bank=:U71vjU97ULWgAi5xM32os9Pe1QzUilp5K70jyJOYttY=:',
  },
] as const;
