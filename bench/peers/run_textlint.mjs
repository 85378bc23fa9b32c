// textlint with three prose rules for English (it reads the French posts all the same), one process, no cache.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [, , postsFile, folder] = process.argv;
const require = createRequire(join(folder, "package.json"));
const { createLinter, loadTextlintrc } = await import(pathToFileURL(require.resolve("textlint")));
const rules = ["write-good", "terminology", "common-misspellings"].map((ruleId) => {
  const rule = require(`textlint-rule-${ruleId}`);
  return { ruleId, rule: rule.default ?? rule, options: true };
});
// Without a configuration this gives the plugins that read text and Markdown, and no rule.
const descriptor = (await loadTextlintrc()).shallowMerge({ rules });
const linter = createLinter({ descriptor });

const sets = {};
for (const line of readFileSync(postsFile, "utf-8").split("\n").filter(Boolean)) {
  const row = JSON.parse(line);
  ((sets[row.set] ??= {})[row.pass] ??= []).push(row.text);
}

async function work(texts) {
  let found = 0;
  for (const text of texts) found += (await linter.lintText(text, "post.md")).messages.length;
  return found;
}

async function timed(texts) {
  const cpu = process.cpuUsage();
  const wall = performance.now();
  const found = await work(texts);
  const used = process.cpuUsage(cpu);
  return { cpu: (used.user + used.system) / 1e6, wall: (performance.now() - wall) / 1e3, found };
}

const results = {};
for (const [name, passes] of Object.entries(sets)) {
  const { 0: warmUp = [], ...rest } = passes;
  await work(warmUp);
  const timings = [];
  for (const texts of Object.values(rest)) timings.push(await timed(texts));
  results[name] = { posts: Object.values(rest)[0].length, passes: timings };
}
const version = require("textlint/package.json").version;
console.log(JSON.stringify({ version, remark: `${rules.length} prose rules`, sets: results }));
