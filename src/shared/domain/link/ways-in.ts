/** `other`: the computer starts another copy of the desk, or with other flags. `unknown`: the system does not say. */
export const autostartStates = ['on', 'off', 'other', 'unknown'] as const;
export type AutostartState = (typeof autostartStates)[number];

/** Whose `yingke://` links are, by the system: this program's, another's or nobody's; `unknown`: it does not say. */
export const linkStates = ['ours', 'others', 'nobody', 'unknown'] as const;
export type LinkState = (typeof linkStates)[number];
