import { openDatabase } from './database';
import { guarded } from './errors';
import { hashApiKey, newId } from './ids';
import type { Role } from './port';

/** A tenant and one key of each role, as the local stack makes them. */
export interface TenantSeed {
  databaseUrl: string;
  tenant: { id: string; name: string };
  /** The keys themselves (`hk_…`); only their hashes are stored. */
  keys: Record<Role, string>;
}

/** Write a tenant and its keys. Idempotent: again with the same values changes nothing. */
export async function seedTenant({ databaseUrl, tenant, keys }: TenantSeed): Promise<void> {
  const database = openDatabase({ url: databaseUrl, poolSize: 1 });
  try {
    await guarded(async () => {
      await database.tenant.upsert({ where: { id: tenant.id }, create: tenant, update: { name: tenant.name } });
      for (const role of ['operator', 'partner', 'viewer'] as const) {
        const hash = hashApiKey(keys[role]);
        const hint = keys[role].slice(-4);
        await database.apiKey.upsert({
          where: { hash },
          create: { id: newId('key'), tenantId: tenant.id, hash, hint, role, label: `${tenant.id} ${role}` },
          update: { role, hint, revokedAt: null },
        });
      }
    });
  } finally {
    await database.$disconnect();
  }
}
