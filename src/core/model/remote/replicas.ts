import type { Clock } from '../../clock.ts';
import { REMOTE_DEFAULTS } from './remote-options.ts';

export interface Replica {
  origin: string;
  host: string;
  /** Path of the base URL, without a trailing slash. */
  prefix: string;
}

export interface Replicas {
  /** The replica with the least calls in flight among those that are well; the one longest ill where none is. */
  take(): ReplicaTicket;
  snapshot(): { host: string; inFlight: number; failures: number }[];
}

export interface ReplicaTicket {
  replica: Replica;
  /** Ends the call. `failed` puts the replica aside for a while that doubles with each failure in a row. */
  end(outcome: 'well' | 'failed' | 'unknown'): void;
}

/** Spreads calls over servers of one model. Ties go round, so that idle servers share. */
export function createReplicas(urls: readonly string[], clock: Clock): Replicas {
  const { firstMs, longestMs } = REMOTE_DEFAULTS.replicaBackoff;
  const members = urls.map((text) => {
    const url = new URL(text);
    return {
      replica: { origin: url.origin, host: url.host, prefix: url.pathname.replace(/\/+$/, '') },
      inFlight: 0,
      failures: 0,
      asideUntilMs: 0,
    };
  });
  let turn = 0;

  return {
    take() {
      let chosen = members[0]!;
      if (members.length > 1) {
        const now = clock.elapsed();
        turn = (turn + 1) % members.length;
        let best = Infinity;
        let earliest = Infinity;
        for (let i = 0; i < members.length; i++) {
          const member = members[(turn + i) % members.length]!;
          const ill = member.asideUntilMs > now;
          if (!ill && member.inFlight < best) {
            best = member.inFlight;
            chosen = member;
          } else if (ill && best === Infinity && member.asideUntilMs < earliest) {
            earliest = member.asideUntilMs;
            chosen = member;
          }
        }
      }
      const member = chosen;
      member.inFlight++;
      let ended = false;
      return {
        replica: member.replica,
        end(outcome) {
          if (ended) return;
          ended = true;
          member.inFlight--;
          if (outcome === 'well') member.failures = 0;
          if (outcome !== 'failed') return;
          member.failures++;
          member.asideUntilMs =
            clock.elapsed() + Math.min(longestMs, firstMs * 2 ** (member.failures - 1));
        },
      };
    },
    snapshot: () =>
      members.map(({ replica, inFlight, failures }) => ({
        host: replica.host,
        inFlight,
        failures,
      })),
  };
}
