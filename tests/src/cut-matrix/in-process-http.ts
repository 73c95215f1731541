/** In place of `@hono/node-server`: a server that is spoken to within the process. */
type Fetch = (request: Request) => Response | Promise<Response>;

let opened: ((fetch: Fetch) => void) | undefined;

/** Hears of the next server that is made. */
export function onServer(hear: (fetch: Fetch) => void): void {
  opened = hear;
}

export function createAdaptorServer({ fetch }: { readonly fetch: Fetch }) {
  opened?.(fetch);
  const server = {
    listening: false,
    once: () => server,
    off: () => server,
    listen: (_port: number, _host: string, done: () => void) => {
      server.listening = true;
      queueMicrotask(done);
    },
    address: () => ({ port: 7_300 }),
    close: (done: () => void) => {
      server.listening = false;
      queueMicrotask(done);
    },
  };
  return server;
}
