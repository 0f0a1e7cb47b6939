/** What the program can be loaded from; by default it stands beside this module. */
export type InitInput = string | URL | Request | Response | BufferSource | WebAssembly.Module;

/**
 * Loads the engine, once: a second call waits for the first. `render` calls it too.
 * Rejects when the program cannot be loaded or compiled; the next call tries anew.
 */
export function init(input?: InitInput | Promise<InitInput>): Promise<void>;

/** The engine's version, such as `0.1.0`. */
export function version(): Promise<string>;
