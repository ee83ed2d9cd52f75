import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { filesBelow } from '../run/hash.mjs';
import { root } from '../run/prepare.mjs';

const FOLDER = path.join(root, 'infra/grafana');

/**
 * Dashboards are JSON with unique panel ids and a query in each panel; Prometheus files are YAML with jobs or alerts;
 * the metrics of ours that they ask for are made somewhere in the code.
 * @throws {Error} listing what is wrong
 */
export async function checkDashboards() {
  const { parse } = await import('yaml');
  const names = await readdir(FOLDER, { recursive: true });
  const problems = [];
  const made = await metricsInCode();
  for (const name of names.filter((one) => /\.(json|yml)$/.test(one))) {
    const text = await readFile(path.join(FOLDER, name), 'utf8');
    problems.push(...unknownMetrics(text, made).map((metric) => `${name}: nothing makes the metric ${metric}`));
  }
  for (const name of names.filter((one) => one.endsWith('.json'))) {
    const dashboard = JSON.parse(await readFile(path.join(FOLDER, name), 'utf8'));
    problems.push(...dashboardProblems(dashboard).map((problem) => `${name}: ${problem}`));
  }
  for (const name of names.filter((one) => one.endsWith('.yml'))) {
    const rules = parse(await readFile(path.join(FOLDER, name), 'utf8'));
    problems.push(...prometheusProblems(rules).map((problem) => `${name}: ${problem}`));
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

async function metricsInCode() {
  const files = (await Promise.all(['api', 'workers'].map((folder) => filesBelow(root, folder)))).flat();
  const sources = await Promise.all(
    files.filter((file) => file.endsWith('.ts')).map((file) => readFile(path.join(root, file), 'utf8')),
  );
  return new Set(sources.flatMap((source) => source.match(/\bheadend_[a-z_]+/g) ?? []));
}

/** Metrics named `headend_…` in a text that are not among those `made`, a histogram's series counting as itself. */
export const unknownMetrics = (text, made) =>
  [...new Set(text.match(/\bheadend_[a-z_]+/g) ?? [])].filter(
    (name) => !made.has(name) && !made.has(name.replace(/_(bucket|sum|count)$/, '')),
  );

/** What is wrong with a parsed dashboard. */
export function dashboardProblems(dashboard) {
  const panels = dashboard.panels ?? [];
  const ids = panels.map(({ id }) => id);
  return [
    ...(dashboard.uid && dashboard.title ? [] : ['uid or title is missing']),
    ...(panels.length > 0 ? [] : ['has no panel']),
    ...(new Set(ids).size === ids.length ? [] : ['two panels share an id']),
    ...panels
      .filter(({ type, targets }) => type !== 'row' && !targets?.every(({ expr }) => expr))
      .map(({ title }) => `panel ${title} has no query`),
    ...panels
      .flatMap(({ title, targets = [] }) => targets.map(({ expr }) => ({ title, expr: expr ?? '' })))
      .filter(({ expr }) => !balanced(expr))
      .map(({ title }) => `panel ${title}: brackets do not match`),
  ];
}

/** What is wrong with a parsed Prometheus configuration or rule file. */
export function prometheusProblems(file) {
  if (file?.scrape_configs) {
    return file.scrape_configs.filter(({ job_name }) => !job_name).map(() => 'a scrape job has no job_name');
  }
  const rules = (file?.groups ?? []).flatMap((group) => group.rules ?? []);
  if (rules.length === 0) return ['holds neither scrape jobs nor rules'];
  return rules.flatMap(({ alert, expr, annotations }) => [
    ...(alert && expr ? [] : ['a rule lacks alert or expr']),
    ...(annotations?.summary ? [] : [`${alert} has no summary`]),
    ...(balanced(String(expr)) ? [] : [`${alert}: brackets do not match`]),
  ]);
}

function balanced(text) {
  const open = [];
  const pairs = { ')': '(', ']': '[', '}': '{' };
  for (const character of text.replace(/"[^"]*"/g, '')) {
    if ('([{'.includes(character)) open.push(character);
    else if (character in pairs && open.pop() !== pairs[character]) return false;
  }
  return open.length === 0;
}
