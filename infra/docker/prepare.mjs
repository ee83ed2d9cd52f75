// The one-shot before API and workers start: migrations, bucket, and the first tenant with its keys.
// May run any number of times. Reads DATABASE_URL, S3_*, and HEADEND_TENANT with HEADEND_{OPERATOR,PARTNER,VIEWER}_KEY.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const { env } = process;

migrate();
await makeBucket();
await makeTenant();

function migrate() {
  const prisma = path.join(root, 'node_modules/prisma/build/index.js');
  const { status } = spawnSync(process.execPath, [prisma, 'migrate', 'deploy'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

async function makeBucket() {
  const { Client } = require('minio');
  const { hostname, port, protocol } = new URL(env.S3_ENDPOINT);
  const region = env.S3_REGION || 'us-east-1';
  const bucket = env.S3_BUCKET || 'headend';
  const store = new Client({
    endPoint: hostname,
    useSSL: protocol === 'https:',
    ...(port ? { port: Number(port) } : {}),
    region,
    accessKey: env.S3_ACCESS_KEY,
    secretKey: env.S3_SECRET_KEY,
  });
  const there = await store.bucketExists(bucket);
  if (!there) await store.makeBucket(bucket, region);
  console.log(`Bucket ${bucket}: ${there ? 'is there' : 'made'}`);
}

async function makeTenant() {
  const keys = { operator: env.HEADEND_OPERATOR_KEY, partner: env.HEADEND_PARTNER_KEY, viewer: env.HEADEND_VIEWER_KEY };
  if (!env.HEADEND_TENANT || Object.values(keys).some((key) => !key)) {
    console.log('No tenant asked for (HEADEND_TENANT and its three keys)');
    return;
  }
  const { seedTenant } = require('../../dist/adapters/postgres/seed.js');
  const tenant = { id: env.HEADEND_TENANT, name: env.HEADEND_TENANT_NAME || env.HEADEND_TENANT };
  await seedTenant({ databaseUrl: env.DATABASE_URL, tenant, keys });
  console.log(`Tenant ${tenant.id} and its keys: ready`);
}
