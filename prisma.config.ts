import { PrismaPg } from '@prisma/adapter-pg';
import { defineConfig } from 'prisma/config';
import { letLockTimerGo, migrationPool } from './prisma/migration-pool';

letLockTimerGo();

/** `engine: 'js'` runs migrations through the driver adapter: no engine binary is downloaded. */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  experimental: { adapter: true },
  engine: 'js',
  adapter: async () => new PrismaPg(migrationPool(process.env.DATABASE_URL), { disposeExternalPool: true }),
});
