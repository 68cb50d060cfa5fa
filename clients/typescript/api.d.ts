// Made by "bun run docs:api" from the bank's OpenAPI document.

/** What each endpoint answers to GET, by its path with its query. */
export interface Gets {
  [path: `/trade/${string}`]: {
    offerId: string;
    fromRobloxUserId: number;
    toRobloxUserId: number;
    gives: {
      pets: readonly {
        id: string;
        variant: 'normal' | 'golden' | 'rainbow';
        shiny: boolean;
        chroma?: number;
        quantity: number;
      }[];
      gems: number;
    };
    wants: {
      pets: readonly {
        id: string;
        variant: 'normal' | 'golden' | 'rainbow';
        shiny: boolean;
        chroma?: number;
        quantity: number;
      }[];
      gems: number;
    };
    expiresAt: string;
    status: 'open' | 'accepted' | 'declined' | 'withdrawn' | 'expired';
    transactionId: string | null;
    seq: number | null;
  };
  '/items/all': {
    items: readonly {
      id: string;
      variant: 'normal' | 'golden' | 'rainbow';
      shiny: boolean;
      chroma?: number;
      name: string;
      tier: 'titanic' | 'gargantuan' | 'huge' | 'exclusive' | 'other';
      tradable: boolean;
      value: number | null;
      rap: number | null;
      exists: number | null;
      thumbnail: string | null;
      updatedAt: string;
    }[];
    count: number;
    updatedAt: string | null;
  };
  [path: `/items/all?${string}`]: Gets['/items/all'];
  '/items/value': {
    id: string;
    variant: 'normal' | 'golden' | 'rainbow';
    shiny: boolean;
    chroma?: number;
    name: string;
    tier: 'titanic' | 'gargantuan' | 'huge' | 'exclusive' | 'other';
    tradable: boolean;
    value: number | null;
    rap: number | null;
    exists: number | null;
    thumbnail: string | null;
    updatedAt: string;
    chromaName?: string;
    source: 'big_games' | 'file' | 'demo';
    flags: readonly ('capped' | 'jump' | 'no_rap' | 'new')[];
    stale: boolean;
    points: readonly {
      at: string;
      value: number;
    }[];
  };
  [path: `/items/value?${string}`]: Gets['/items/value'];
  [path: `/user/${string}/inventory`]: {
    robloxUserId: number;
    discordUserId: string | null;
    username: string | null;
    gems: number;
    reserved: {
      gems: number;
    };
    onHold: {
      gems: number;
    };
    pets: readonly {
      id: string;
      variant: 'normal' | 'golden' | 'rainbow';
      shiny: boolean;
      chroma?: number;
      quantity: number;
      reserved: number;
      onHold: number;
      value: number | null;
    }[];
    totalValue: number;
    unvalued: number;
    asOf: string;
  };
  [path: `/user/${string}/transactions` | `/user/${string}/transactions?${string}`]: {
    transactions: readonly {
      id: string;
      seq: number;
      kind: 
        | 'deposit'
        | 'withdrawal_reserved'
        | 'withdrawal_claimed'
        | 'withdrawal_declined'
        | 'withdrawal_delivered'
        | 'withdrawal_cancelled'
        | 'withdrawal_expired'
        | 'withdrawal_uncertain'
        | 'withdrawal_split'
        | 'transfer'
        | 'trade'
        | 'renamed'
        | 'adjustment';
      status: string;
      pets: readonly {
        id: string;
        variant: 'normal' | 'golden' | 'rainbow';
        shiny: boolean;
        chroma?: number;
        quantity: number;
      }[];
      gems: number;
      gave?: {
        pets: readonly {
          id: string;
          variant: 'normal' | 'golden' | 'rainbow';
          shiny: boolean;
          chroma?: number;
          quantity: number;
        }[];
        gems: number;
      };
      tellerId: string | null;
      withdrawalId: string | null;
      otherRobloxUserId: number | null;
      at: string;
      hash: string;
    }[];
    nextCursor: string | null;
  };
  [path: `/user/${string}/withdrawals`]: {
    withdrawals: readonly {
      withdrawalId: string;
      status: 'reserved' | 'claimed' | 'uncertain';
      pets: readonly {
        id: string;
        variant: 'normal' | 'golden' | 'rainbow';
        shiny: boolean;
        chroma?: number;
        quantity: number;
      }[];
      gems: number;
      requestedAt: string;
      expiresAt: string;
      deliverableBy: readonly string[];
    }[];
  };
  [path: `/user/${string}/proof`]: {
    seq: number;
    at: string;
    liabilitiesRoot: string;
    robloxUserId: number;
    salt: string;
    assets: readonly {
      asset: {
        id: string;
        variant: 'normal' | 'golden' | 'rainbow';
        shiny: boolean;
        chroma?: number;
      } | 'gems';
      key: string;
      amount: string;
      path: readonly {
        side: 'left' | 'right';
        hash: string;
        sum: string;
      }[];
      root: {
        hash: string;
        sum: string;
      };
      top: readonly {
        side: 'left' | 'right';
        hash: string;
      }[];
    }[];
  };
  '/proof': {
    seq: number;
    head: string;
    at: string;
    liabilitiesRoot: string;
    members: number;
    assets: readonly {
      asset: {
        id: string;
        variant: 'normal' | 'golden' | 'rainbow';
        shiny: boolean;
        chroma?: number;
      } | 'gems';
      owed: string;
      reported: string | null;
      root: {
        hash: string;
        sum: string;
      };
    }[];
    tellers: readonly {
      id: string;
      reportedAt: string | null;
    }[];
  };
  '/health': {
    status: 'ok' | 'degraded';
    version: string;
    mode: 'development' | 'production';
    uptimeSeconds: number;
    checks: {
      storage: 'ok' | 'down' | 'off' | 'unknown';
      discord: 'ok' | 'down' | 'off' | 'unknown';
      roblox: 'ok' | 'down' | 'off' | 'unknown';
      ledger: 'ok' | 'down' | 'off' | 'unknown';
      backup: 'ok' | 'down' | 'off' | 'unknown';
    };
  };
  '/livez': {
    status: 'ok';
  };
  '/readyz': {
    status: 'ready' | 'not_ready';
  };
  '/metrics': string;
  '/admin/cases': {
    cases: readonly {
      id: string;
      kind: 
        | 'quarantine'
        | 'uncertain'
        | 'shortage'
        | 'refused_trade'
        | 'missed_trade'
        | 'unseen_trade'
        | 'witness_shortage'
        | 'account'
        | 'same_pet'
        | 'foreign_trade'
        | 'damaged'
        | 'teller_limit'
        | 'possible_duplicate'
        | 'staff_limit'
        | 'disputed';
      robloxUserId: number | null;
      tellerId: string;
      withdrawalId: string | null;
      pets: readonly {
        id: string;
        variant: 'normal' | 'golden' | 'rainbow';
        shiny: boolean;
        chroma?: number;
        quantity: number;
      }[];
      gems: number;
      summary: string;
      openedAt: string;
      closedAt: string | null;
      resolution: string | null;
      proposal: {
        by: string;
        resolution: string;
        reason: string;
      } | null;
      hasMore?: boolean;
    }[];
    nextCursor: string | null;
  };
  [path: `/admin/cases?${string}`]: Gets['/admin/cases'];
  [path: `/admin/keys/${string}/transactions` | `/admin/keys/${string}/transactions?${string}`]: {
    transactions: readonly {
      id: string;
      seq: number;
      kind: 
        | 'deposit'
        | 'withdrawal_reserved'
        | 'withdrawal_claimed'
        | 'withdrawal_declined'
        | 'withdrawal_delivered'
        | 'withdrawal_cancelled'
        | 'withdrawal_expired'
        | 'withdrawal_uncertain'
        | 'withdrawal_split'
        | 'transfer'
        | 'trade'
        | 'renamed'
        | 'adjustment'
        | 'member_frozen'
        | 'member_unfrozen'
        | 'bank_halted'
        | 'bank_resumed'
        | 'asset_resumed'
        | 'teller_paused'
        | 'teller_resumed'
        | 'teller_named'
        | 'offer_taken_back'
        | 'proposal_dropped'
        | 'messages_dropped'
        | 'values_changed'
        | 'case_closed'
        | 'credit_confirmed'
        | 'key_revoked'
        | 'key_restored'
        | 'staff_changed'
        | 'member_linked'
        | 'member_unlinked'
        | 'state_changed'
        | 'state_recorded'
        | 'snapshot';
      status: string;
      robloxUserId: number | null;
      otherRobloxUserId: number | null;
      pets: readonly {
        id: string;
        variant: 'normal' | 'golden' | 'rainbow';
        shiny: boolean;
        chroma?: number;
        quantity: number;
      }[];
      gems: number;
      tellerId: string | null;
      withdrawalId: string | null;
      note: string | null;
      at: string;
      hash: string;
    }[];
    nextCursor: string | null;
  };
  '/tellers': {
    tellers: readonly {
      tellerId: string;
      robloxUserId: number | null;
      robloxUsername: string | null;
      placeUrl: string | null;
      note: string | null;
      since: string;
      pending: {
        robloxUserId?: number | null;
        placeUrl?: string | null;
        from: string;
      } | null;
      reportedAt: string | null;
      status: 'online' | 'silent' | 'paused' | 'attended';
    }[];
    count: number;
  };
  [path: `/sandbox/roblox/users/${string}`]: {
    id: number;
    username: string;
    displayName: string;
    description: string;
  };
}

/** What each endpoint takes and answers, by its path. */
export interface Posts {
  '/verify/start': {
    body: {
      discordUserId: string;
      robloxUsername: string;
    };
    answer: {
      code: string;
      expiresAt: string;
      roblox: {
        id: number;
        username: string;
        displayName: string;
        avatarUrl: string | null;
      };
    };
  };
  '/verify/confirm': {
    body: {
      discordUserId: string;
      robloxUsername: string;
    };
    answer: {
      linked: true;
      discordUserId: string;
      roblox: {
        id: number;
        username: string;
        displayName: string;
        avatarUrl: string | null;
      };
      linkedAt: string;
    };
  };
  '/verify/unlink': {
    body: {
      discordUserId: string;
    };
    answer: {
      unlinked: true;
      discordUserId: string;
      robloxUserId: number;
    };
  };
  '/deposit/check': {
    body: {
      robloxUserId: number;
      pets?: readonly {
        id: string;
        variant?: 'normal' | 'golden' | 'rainbow';
        shiny?: boolean;
        chroma?: number;
        quantity?: number;
      }[];
      gems?: number;
    };
    answer: {
      accepted: boolean;
      reasons: readonly {
        code: 'unknown_pet' | 'untradable' | 'limit_exceeded' | 'halted' | 'frozen';
        message: string;
        pet?: {
          id: string;
          variant: 'normal' | 'golden' | 'rainbow';
          shiny: boolean;
          chroma?: number;
        };
      }[];
      value: number | null;
      limits: {
        petsPerTrade: number;
        gemsPerTrade: number;
      };
    };
  };
  '/deposit/complete': {
    body: {
      tradeId: string;
      robloxUserId: number;
      pets?: readonly {
        id: string;
        variant?: 'normal' | 'golden' | 'rainbow';
        shiny?: boolean;
        chroma?: number;
        quantity?: number;
      }[];
      gems?: number;
      tradedAt?: string;
    };
    answer: {
      transactionId: string;
      seq: number;
      status: 'credited' | 'quarantined';
      credited: {
        pets: readonly {
          id: string;
          variant: 'normal' | 'golden' | 'rainbow';
          shiny: boolean;
          chroma?: number;
          quantity: number;
        }[];
        gems: number;
      };
      quarantined: {
        pets: readonly {
          id: string;
          variant: 'normal' | 'golden' | 'rainbow';
          shiny: boolean;
          chroma?: number;
          quantity: number;
        }[];
        gems: number;
      };
      gems: number;
      onHold: boolean;
      onHoldUntil: string | null;
      previousTradeSeq: number;
      replayed: boolean;
    };
  };
  '/withdraw/request': {
    body: {
      requestId: string;
      robloxUserId: number;
      discordUserId?: string;
      pets?: readonly {
        id: string;
        variant?: 'normal' | 'golden' | 'rainbow';
        shiny?: boolean;
        chroma?: number;
        quantity?: number;
      }[];
      gems?: number;
    };
    answer: {
      withdrawalId: string;
      seq: number;
      status: 'reserved';
      pets: readonly {
        id: string;
        variant: 'normal' | 'golden' | 'rainbow';
        shiny: boolean;
        chroma?: number;
        quantity: number;
      }[];
      gems: number;
      expiresAt: string;
      deliverableBy: readonly string[];
      replayed: boolean;
    };
  };
  '/withdraw/cancel': {
    body: {
      withdrawalId: string;
    };
    answer: {
      withdrawalId: string;
      status: 'cancelled';
    };
  };
  '/withdraw/check': {
    body: {
      robloxUserId: number;
      claim?: boolean;
    };
    answer: {
      robloxUserId: number;
      pets: readonly {
        id: string;
        variant: 'normal' | 'golden' | 'rainbow';
        shiny: boolean;
        chroma?: number;
        quantity: number;
      }[];
      gems: number;
      withdrawals: readonly {
        withdrawalId: string;
        status: 'reserved' | 'claimed' | 'uncertain';
        pets: readonly {
          id: string;
          variant: 'normal' | 'golden' | 'rainbow';
          shiny: boolean;
          chroma?: number;
          quantity: number;
        }[];
        gems: number;
        expiresAt: string;
        deliverable: boolean;
      }[];
      claimed: {
        withdrawalId: string;
        claimToken: string;
        leaseUntil: string;
        pets: readonly {
          id: string;
          variant: 'normal' | 'golden' | 'rainbow';
          shiny: boolean;
          chroma?: number;
          quantity: number;
        }[];
        gems: number;
      } | null;
    };
  };
  '/withdraw/complete': {
    body: {
      withdrawalId: string;
      claimToken: string;
      tradeId: string;
      outcome: 'delivered' | 'declined' | 'partial';
      delivered?: {
        pets?: readonly {
          id: string;
          variant?: 'normal' | 'golden' | 'rainbow';
          shiny?: boolean;
          chroma?: number;
          quantity?: number;
        }[];
        gems?: number;
      };
    };
    answer: {
      withdrawalId: string;
      seq: number;
      status: 'delivered' | 'reserved' | 'partly_delivered';
      transactionId: string;
      previousTradeSeq: number;
      replayed: boolean;
    };
  };
  '/transfer': {
    body: {
      transferId: string;
      fromRobloxUserId: number;
      toRobloxUserId: number;
      discordUserId: string;
      pets?: readonly {
        id: string;
        variant?: 'normal' | 'golden' | 'rainbow';
        shiny?: boolean;
        chroma?: number;
        quantity?: number;
      }[];
      gems?: number;
    };
    answer: {
      transactionId: string;
      seq: number;
      status: 'transferred';
      replayed: boolean;
    };
  };
  '/trade/offer': {
    body: {
      offerId: string;
      fromRobloxUserId: number;
      toRobloxUserId: number;
      discordUserId: string;
      gives: {
        pets?: readonly {
          id: string;
          variant?: 'normal' | 'golden' | 'rainbow';
          shiny?: boolean;
          chroma?: number;
          quantity?: number;
        }[];
        gems?: number;
      };
      wants: {
        pets?: readonly {
          id: string;
          variant?: 'normal' | 'golden' | 'rainbow';
          shiny?: boolean;
          chroma?: number;
          quantity?: number;
        }[];
        gems?: number;
      };
    };
    answer: {
      offerId: string;
      fromRobloxUserId: number;
      toRobloxUserId: number;
      gives: {
        pets: readonly {
          id: string;
          variant: 'normal' | 'golden' | 'rainbow';
          shiny: boolean;
          chroma?: number;
          quantity: number;
        }[];
        gems: number;
      };
      wants: {
        pets: readonly {
          id: string;
          variant: 'normal' | 'golden' | 'rainbow';
          shiny: boolean;
          chroma?: number;
          quantity: number;
        }[];
        gems: number;
      };
      expiresAt: string;
      status: 'open';
      replayed: boolean;
    };
  };
  '/trade/accept': {
    body: {
      offerId: string;
      robloxUserId: number;
      discordUserId: string;
    };
    answer: {
      offerId: string;
      fromRobloxUserId: number;
      toRobloxUserId: number;
      gives: {
        pets: readonly {
          id: string;
          variant: 'normal' | 'golden' | 'rainbow';
          shiny: boolean;
          chroma?: number;
          quantity: number;
        }[];
        gems: number;
      };
      wants: {
        pets: readonly {
          id: string;
          variant: 'normal' | 'golden' | 'rainbow';
          shiny: boolean;
          chroma?: number;
          quantity: number;
        }[];
        gems: number;
      };
      expiresAt: string;
      status: 'accepted' | 'declined' | 'withdrawn';
      transactionId: string | null;
      seq: number | null;
      replayed: boolean;
    };
  };
  '/trade/decline': {
    body: {
      offerId: string;
      robloxUserId: number;
      discordUserId: string;
    };
    answer: {
      offerId: string;
      fromRobloxUserId: number;
      toRobloxUserId: number;
      gives: {
        pets: readonly {
          id: string;
          variant: 'normal' | 'golden' | 'rainbow';
          shiny: boolean;
          chroma?: number;
          quantity: number;
        }[];
        gems: number;
      };
      wants: {
        pets: readonly {
          id: string;
          variant: 'normal' | 'golden' | 'rainbow';
          shiny: boolean;
          chroma?: number;
          quantity: number;
        }[];
        gems: number;
      };
      expiresAt: string;
      status: 'accepted' | 'declined' | 'withdrawn';
      transactionId: string | null;
      seq: number | null;
      replayed: boolean;
    };
  };
  '/teller/report': {
    body: {
      pets?: readonly {
        id: string;
        variant?: 'normal' | 'golden' | 'rainbow';
        shiny?: boolean;
        chroma?: number;
        quantity?: number;
      }[];
      gems?: number;
      seq?: number;
      reportedAt?: string;
    };
    answer: {
      halted: boolean;
      paused: readonly ({
        id: string;
        variant: 'normal' | 'golden' | 'rainbow';
        shiny: boolean;
        chroma?: number;
      } | 'gems')[];
      drift: readonly {
        asset: {
          id: string;
          variant: 'normal' | 'golden' | 'rainbow';
          shiny: boolean;
          chroma?: number;
        } | 'gems';
        expected: number;
        reported: number;
      }[];
      settled: readonly string[];
      lastTradeSeq: number;
      cleared: boolean;
    };
  };
  '/admin/halt': {
    body: {
      halted: boolean;
      reason: string;
    };
    answer: {
      halted: boolean;
      reason: string | null;
    };
  };
  '/admin/freeze': {
    body: {
      robloxUserId: number;
      frozen: boolean;
      reason: string;
    };
    answer: {
      robloxUserId: number;
      frozen: boolean;
      reason: string | null;
    };
  };
  '/admin/cases/resolve': {
    body: {
      caseId: string;
      resolution: 
        | 'credit'
        | 'return'
        | 'delivered'
        | 'not_delivered'
        | 'resume'
        | 'close'
        | 'same'
        | 'different'
        | 'confirm'
        | 'reverse';
      reason: string;
      transactionIds?: readonly string[];
    };
    answer: {
      id: string;
      kind: 
        | 'quarantine'
        | 'uncertain'
        | 'shortage'
        | 'refused_trade'
        | 'missed_trade'
        | 'unseen_trade'
        | 'witness_shortage'
        | 'account'
        | 'same_pet'
        | 'foreign_trade'
        | 'damaged'
        | 'teller_limit'
        | 'possible_duplicate'
        | 'staff_limit'
        | 'disputed';
      robloxUserId: number | null;
      tellerId: string;
      withdrawalId: string | null;
      pets: readonly {
        id: string;
        variant: 'normal' | 'golden' | 'rainbow';
        shiny: boolean;
        chroma?: number;
        quantity: number;
      }[];
      gems: number;
      summary: string;
      openedAt: string;
      closedAt: string | null;
      resolution: string | null;
      proposal: {
        by: string;
        resolution: string;
        reason: string;
      } | null;
      hasMore?: boolean;
    };
  };
  '/admin/keys/revoke': {
    body: {
      keyId: string;
      reason: string;
    };
    answer: {
      keyId: string;
      revokedAt: string;
      replayed: boolean;
    };
  };
  '/admin/tellers': {
    body: {
      tellerId: string;
      robloxUserId?: number | null;
      placeUrl?: string | null;
      note?: string | null;
    };
    answer: {
      tellerId: string;
      robloxUserId: number | null;
      robloxUsername: string | null;
      placeUrl: string | null;
      note: string | null;
      since: string;
      pending: {
        robloxUserId?: number | null;
        placeUrl?: string | null;
        from: string;
      } | null;
      reportedAt: string | null;
      status: 'online' | 'silent' | 'paused' | 'attended';
    };
  };
}
