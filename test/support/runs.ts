const factor = Number(process.env.DAYBOOK_RUNS ?? 1);

/** How often chance is tried: so often, or DAYBOOK_RUNS times as often where that is set. */
export const runs = (usual: number): number => Math.ceil(usual * factor);
