// HEALTHCHECK of the images: exit 0 when the URL given answers 2xx within four seconds.
const [url] = process.argv.slice(2);
const response = await fetch(url, { signal: AbortSignal.timeout(4000) }).catch((error) => {
  console.error(error.cause?.message ?? error.message);
  process.exit(1);
});
if (!response.ok) console.error(`${response.status} ${await response.text()}`);
process.exit(response.ok ? 0 : 1);
