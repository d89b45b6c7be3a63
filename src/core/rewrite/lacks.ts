export type Lack = keyof typeof lacks;

/** Source: "The 26 properties" of `refresh-on-401`; the numbers are theirs. */
export const lacks = {
  // 3
  'retries-once': 'it tries again without end while the answer stays 401',
  // 1
  'single-flight': 'it refreshes once per request, so 100 concurrent requests refresh 100 times',
  // 8
  'keeps-refresh-token': 'it loses the login when an answer carries no refresh token',
  // 10
  'stops-when-refused': 'it spends a refused refresh token again with every request',
} as const;
