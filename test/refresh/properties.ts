/** "The 26 properties" of correct handling, in short; the place in the list is the number. */
export const properties: readonly string[] = [
  'one refresh for all that wait',
  'all that wait are sent again',
  'each request is sent twice at most',
  'the refresh does not go through the client that refreshes',
  'a 401 on a new token does not refresh again',
  'a late 401, for the token before, does not refresh',
  'a rotated refresh token is kept',
  'where none is sent, the old one is kept',
  'stored, whole, before it is used; a newer sign-in stays',
  'invalid_grant: tokens discarded, an error of its own, no second try',
  'other failures keep the tokens and are not kept themselves',
  'a failure reaches all that wait',
  'a 403 does not refresh',
  'renewed before it expires',
  'a wrong clock costs no more than one refresh',
  'bodies are sent again whole, streams are not',
  'the second request carries the new token',
  'who gives up ends only its own wait',
  'the refresh has a time limit of its own',
  'one refresh for all processes or tabs',
  'a 429 does not refresh, and nobody sleeps',
  'a 503 of a POST is handed back, not sent again',
  'no token to another origin',
  'no client secret in a browser',
  'no token is printed',
  'a server component of Next.js does not lose a token',
];

/** Numbers of properties, and why a client cannot have them. */
export type Reasons = Readonly<Partial<Record<number, string>>>;

/** Everything but the browser's helper and that for Auth.js. */
export const ON_ONES_OWN_MACHINE: Reasons = {
  24: 'runs on a server or on one’s own machine, where a secret may be',
  26: 'no server component: it writes its own store',
};

export const WITHOUT_A_USER: Reasons = {
  7: 'client credentials: no refresh token',
  8: 'client credentials: no refresh token',
  10: 'client credentials: no refresh token that could be refused',
};

export const OF_ONE_PROCESS: Reasons = {
  9: 'kept in memory only: another process asks for its own',
  20: 'kept in memory only: another process asks for its own',
};
