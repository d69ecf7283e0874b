// Adds up the result files of a test run: TRX of .NET, JSON of vitest. Names what failed, ends with "N passed, N failed".
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, ...files] = process.argv.slice(2);
let passed = 0;
const failed = [];
const skipped = [];

const plain = text => text.replace(/&#x([0-9a-f]+);/gi, (_, hex) => String.fromCodePoint(parseInt(hex, 16)))
  .replace(/&quot;/g, '"').replace(/&apos;/g, "'").replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');

function countTrx(suite, text) {
  let found = 0;
  for (const [tag] of text.matchAll(/<UnitTestResult [^>]*>/g)) {
    const name = `${suite}: ${plain(/ testName="([^"]*)"/.exec(tag)[1])}`;
    const outcome = / outcome="([^"]*)"/.exec(tag)?.[1];
    found++;
    if (outcome === 'Passed') passed++;
    else if (outcome === 'NotExecuted') skipped.push(name);
    else failed.push(name);
  }
  if (found === 0) failed.push(`${suite}: ran no test`);
}

function countVitest(suite, text) {
  const report = JSON.parse(text);
  for (const file of report.testResults) {
    if (file.assertionResults.length === 0) failed.push(`${suite}: ${file.name} ran no test: ${file.message}`);
    for (const test of file.assertionResults) {
      const name = `${suite}: ${test.fullName}`;
      if (test.status === 'passed') passed++;
      else if (test.status === 'failed') failed.push(name);
      else skipped.push(name);
    }
  }
}

for (const file of files) {
  const suite = file.split('.')[0];
  const path = join(folder, file);
  if (!existsSync(path)) failed.push(`${suite}: produced no results`);
  else (file.endsWith('.trx') ? countTrx : countVitest)(suite, readFileSync(path, 'utf8'));

  // A run that crashed says so by its exit code, whatever the tests before it did.
  const exit = join(folder, `${suite}.exit`);
  const code = existsSync(exit) ? readFileSync(exit, 'utf8').trim() : '0';
  if (code !== '0' && !failed.some(name => name.startsWith(`${suite}: `))) failed.push(`${suite}: ended with code ${code}`);
}

if (skipped.length > 0) {
  console.log(`\n!!! ${skipped.length} SKIPPED${process.env.CI === 'true' ? ', which counts as failed here' : ''}:`);
  for (const name of skipped) console.log(`!!!   ${name}`);
  if (process.env.CI === 'true') failed.push(...skipped);
}
if (failed.length > 0) {
  console.log('\nFailed:');
  for (const name of failed) console.log(`  ${name}`);
}
console.log(`\n${passed} passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 ? 1 : 0;
