import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { RefusalError } from '#shared/protocol/errors.ts';

export type Attempt = {
  /** The password was right: the attempt does not count. */
  readonly succeeded: () => Promise<void>;
};

/** Begins an attempt, or rejects with `slow_down`. Attempts count from their beginning: a hundred at once are a hundred. */
export type Guessing = (email: string, address: string) => Promise<Attempt>;

/**
 * Ten failures per person and address, a hundred a day per address. By person *and* address, so that
 * a stranger who guesses does not lock out the one who owns the account.
 */
export function createGuessing(limits = { perPerson: 10, perAddress: 100 }): Guessing {
  const person = new RateLimiterMemory({ points: limits.perPerson, duration: 15 * 60 });
  const place = new RateLimiterMemory({ points: limits.perAddress, duration: 24 * 3600 });
  return async (email, address) => {
    const key = `${email} ${address}`;
    await count(person, key);
    await count(place, address);
    return {
      succeeded: async () => {
        await person.delete(key);
        await place.reward(address, 1);
      },
    };
  };
}

async function count(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refused) {
    if (refused instanceof RateLimiterRes) {
      throw new RefusalError({ code: 'slow_down', retryAfter: Math.max(1, refused.msBeforeNext) });
    }
    throw refused;
  }
}
