import type { Language } from '../../callSites';
import { compareStatus } from './compareStatus';
import { keepRefreshToken } from './keepRefreshToken';
import { refreshOn401Only } from './refreshOn401Only';

export const corrections: NonNullable<Language['corrections']> = {
  'refresh-token-overwritten': keepRefreshToken,
  'refresh-on-403': refreshOn401Only,
  'exact-401-text': compareStatus,
};
