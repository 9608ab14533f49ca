import { contract } from '../contract/server.mjs';
import { web } from './app.mjs';

/** What is under test: the local stack at `EPHEMINT_URL`, or else the contract server. */
export async function stack() {
  const real = process.env.EPHEMINT_URL?.replace(/\/$/, '');
  return real ? { url: real, close: async () => {} } : contract({ site: web });
}
