import { contract } from '../contract/server.mjs';
import { web } from './app.mjs';

/** The local stack's address, when it is the one under test. */
export const real = process.env.EPHEMINT_URL?.replace(/\/$/, '');

/** What is under test: the local stack at `EPHEMINT_URL`, or else the contract server. */
export async function stack() {
  return real ? { url: real, close: async () => {} } : contract({ site: web });
}
