import type { Rewrite } from './rewrite';

/**
 * How an insertion is called, and what is to be said of it.
 *
 * @param token whose token the call has had: the `own` one of the program, or one that was `given` from outside
 */
export function insertion(token: 'own' | 'given'): Pick<Rewrite, 'title' | 'caution'> {
  return token === 'own' ? { title: TITLE } : { title: `${TITLE}, as the one account of the helper`, caution: CAUTION };
}

const TITLE = 'Refresh the token and retry once on 401';

const CAUTION =
  'The token comes from outside this function, and the calls are made as the one account of the helper from now on: right for an app of one user, wrong for a server of many.';
