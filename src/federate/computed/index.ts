import type {Computed} from "../computed.ts";

/** Every mart that is estimated. */
export const computed: readonly Computed[] = [];
