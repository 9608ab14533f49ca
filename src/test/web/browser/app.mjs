import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

import { files } from '../contract/files.mjs';

export const web = fileURLToPath(new URL('../../../main/web', import.meta.url));

/** A static site of another origin than the token endpoint: an empty page, the module, and what else it is given. */
export async function app(extra = {}) {
  const page = '<!doctype html><html lang="en"><title>App</title>';
  const server = createServer(files(web, { '/index.html': page, '/favicon.ico': '', ...extra }));
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://localhost:${server.address().port}/`,
    close: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(closed));
    },
  };
}
