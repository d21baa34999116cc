/**
 * Erlang's formula for a queue: A. K. Erlang, "Solution of some problems in the theory of probabilities of
 * significance in automatic telephone exchanges" (1917); in the form of R. B. Cooper, "Introduction to
 * Queueing Theory" (2nd ed., 1981), section 3.5. It holds for arrivals by chance (Poisson) at a steady rate,
 * exponential service times, `agents` who serve one each and all of whom can serve everybody, first come
 * first served, and customers who never give up.
 */

export type Traffic = {
  readonly agents: number;
  /** Arrivals for each unit of time. */
  readonly arrivals: number;
  /** Mean time of service, in the same unit. */
  readonly service: number;
};

/** Mean number of busy agents that the traffic asks for, in erlangs. */
export function offered({ arrivals, service }: Traffic): number {
  return arrivals * service;
}

/**
 * Probability that one who may not wait finds all busy (Erlang B). By its recurrence over the number of
 * agents, each step of which is between 0 and 1: exact for thousands, where powers and factorials overflow.
 */
export function erlangB(agents: number, load: number): number {
  let blocked = 1;
  for (let n = 1; n <= agents; n++) blocked = (load * blocked) / (n + load * blocked);
  return blocked;
}

/** Probability that one has to wait (Erlang C); 1 where the queue grows without end. */
export function erlangC(agents: number, load: number): number {
  if (load >= agents) return 1;
  const blocked = erlangB(agents, load);
  return (agents * blocked) / (agents - load * (1 - blocked));
}

/** Share of customers who are answered within `within`, in the unit of `service`. */
export function serviceLevel(traffic: Traffic, within: number): number {
  const load = offered(traffic);
  const spare = traffic.agents - load;
  if (spare <= 0) return 0;
  return 1 - erlangC(traffic.agents, load) * Math.exp((-spare * within) / traffic.service);
}

/** Mean wait of all, also of who did not have to, in the unit of `service`; infinite where the queue grows. */
export function averageWait(traffic: Traffic): number {
  const load = offered(traffic);
  const spare = traffic.agents - load;
  if (spare <= 0) return Number.POSITIVE_INFINITY;
  return (erlangC(traffic.agents, load) * traffic.service) / spare;
}

/** Share of their time that agents are busy. */
export function occupancy(traffic: Traffic): number {
  return Math.min(1, offered(traffic) / traffic.agents);
}
