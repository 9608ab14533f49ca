import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

import { build } from 'esbuild';

const file = (path) => fileURLToPath(new URL(path, import.meta.url));
const LIMIT = 3 * 1024;

async function bundled() {
  const { outputFiles, metafile } = await build({
    entryPoints: [file('../../../main/web/ephemint.js')],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    metafile: true,
  });
  return { code: outputFiles[0].contents, inputs: Object.keys(metafile.inputs) };
}

test('the module is under 3 KB minified and gzipped', async (t) => {
  const { code } = await bundled();
  const size = gzipSync(code, { level: 9 }).length;
  t.diagnostic(`ephemint.js: ${code.length} bytes minified, ${size} gzipped`);
  assert.ok(size < LIMIT, `${size} bytes`);
});

test('the module depends on nothing', async () => {
  assert.equal((await bundled()).inputs.length, 1);
});

test('the declarations fit the use of the module', () => {
  execFileSync(process.execPath, [file('../node_modules/typescript/bin/tsc'), '--project', file('../types')], { encoding: 'utf8' });
});

test('every export is declared, and nothing else is', async () => {
  const exported = Object.keys(await import('../../../main/web/ephemint.js'));
  const declarations = await readFile(file('../../../main/web/ephemint.d.ts'), 'utf8');
  const declared = [...declarations.matchAll(/^export (?:declare )?(?:function|class|const) (\w+)/gm)].map(([, name]) => name);
  assert.deepEqual(declared.sort(), exported.sort());
});

test('the module has the version of the function', async () => {
  const pom = await readFile(file('../../../../pom.xml'), 'utf8');
  const { version } = JSON.parse(await readFile(file('../../../main/web/package.json'), 'utf8'));
  assert.equal(version, pom.match(/<artifactId>ephemint<\/artifactId>\s*<version>([^<]+?)(-SNAPSHOT)?<\/version>/)[1]);
});
