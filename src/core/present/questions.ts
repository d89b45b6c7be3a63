/** A question that people ask about "Spotify JWT expired", and the answer that is right. Plain text. */
export interface Question {
  readonly id: string;
  readonly question: string;
  readonly answer: string;
}

/** Sources: RFC 7519; Web API documentation, "Access Token" and "Refreshing tokens"; blog, 2026-06-18. */
export const QUESTIONS: readonly Question[] = [
  {
    id: 'what-is-a-jwt',
    question: 'What is a JWT?',
    answer:
      'A JSON Web Token (RFC 7519): claims about somebody, such as who issued it and until when it holds, written as JSON, encoded and signed. Three parts separated by dots, of which the first two can be read by anyone. The signature proves who wrote it; it hides nothing.',
  },
  {
    id: 'why-spotify-uses-them',
    question: 'Why does Spotify use them?',
    answer:
      'Mostly it does not. The access and refresh tokens of the Web API are opaque: nothing in them can be decoded, and only Spotify can say whether they hold. JWTs stand around Spotify: the session of your own app (next-auth, Supabase), Backstage, Confidence, Open Access, an OpenID Connect id_token. A text such as "JWT expired" comes from one of those.',
  },
  {
    id: 'how-long',
    question: 'How long do they last?',
    answer:
      'An access token lives one hour (3600 seconds). A refresh token lives six months from the day on which the user agreed; refreshing does not extend that. A JWT of your own app lives as long as its exp claim says.',
  },
  {
    id: 'can-it-be-renewed',
    question: 'Can an expired one be renewed?',
    answer:
      'Not the token itself: an expired token stays dead. But the refresh token buys a new access token without asking the user. Where an answer brings no new refresh token, keep the one you have. When the refresh token itself has ended, or the permission was withdrawn, the user has to log in again.',
  },
  {
    id: 'does-premium-prevent-it',
    question: 'Does Premium prevent it?',
    answer:
      'No. Tokens last equally long with and without Premium. Premium matters elsewhere: player commands need a listener with Premium, and since 2026 an app in development mode needs an owner with Premium. Both are answered with 403, never with an expired token.',
  },
];
