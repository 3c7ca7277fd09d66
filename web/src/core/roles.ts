// Which role may do what another may.
import type { Role } from './types.ts';

const RANK: Record<Role, number> = { agent: 0, lead: 1, admin: 2 };

export const atLeast = (role: Role, least: Role): boolean => RANK[role] >= RANK[least];
