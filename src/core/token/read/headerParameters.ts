export interface HeaderParameter {
  readonly label: string;
  readonly source: string;
}

/** The header parameters of JOSE by name, with their standard labels. */
export const HEADER_PARAMETERS: ReadonlyMap<string, HeaderParameter> = new Map([
  ['alg', { label: 'Algorithm', source: 'RFC 7515 section 4.1.1' }],
  ['enc', { label: 'Encryption Algorithm', source: 'RFC 7516 section 4.1.2' }],
  ['zip', { label: 'Compression Algorithm', source: 'RFC 7516 section 4.1.3' }],
  ['typ', { label: 'Type', source: 'RFC 7519 section 5.1' }],
  ['cty', { label: 'Content Type', source: 'RFC 7519 section 5.2' }],
  ['kid', { label: 'Key ID', source: 'RFC 7515 section 4.1.4' }],
  ['jku', { label: 'JWK Set URL', source: 'RFC 7515 section 4.1.2' }],
  ['jwk', { label: 'JSON Web Key', source: 'RFC 7515 section 4.1.3' }],
  ['x5u', { label: 'X.509 URL', source: 'RFC 7515 section 4.1.5' }],
  ['x5c', { label: 'X.509 Certificate Chain', source: 'RFC 7515 section 4.1.6' }],
  ['x5t', { label: 'X.509 Certificate SHA-1 Thumbprint', source: 'RFC 7515 section 4.1.7' }],
  ['x5t#S256', { label: 'X.509 Certificate SHA-256 Thumbprint', source: 'RFC 7515 section 4.1.8' }],
  ['crit', { label: 'Critical', source: 'RFC 7515 section 4.1.11' }],
  ['b64', { label: 'Base64url-Encode Payload', source: 'RFC 7797 section 3' }],
  ['epk', { label: 'Ephemeral Public Key', source: 'RFC 7518 section 4.6.1.1' }],
  ['apu', { label: 'Agreement PartyUInfo', source: 'RFC 7518 section 4.6.1.2' }],
  ['apv', { label: 'Agreement PartyVInfo', source: 'RFC 7518 section 4.6.1.3' }],
  ['iv', { label: 'Initialization Vector', source: 'RFC 7518 section 4.7.1.1' }],
  ['tag', { label: 'Authentication Tag', source: 'RFC 7518 section 4.7.1.2' }],
  ['p2s', { label: 'PBES2 Salt Input', source: 'RFC 7518 section 4.8.1.1' }],
  ['p2c', { label: 'PBES2 Count', source: 'RFC 7518 section 4.8.1.2' }],
  ['iss', { label: 'Issuer', source: 'RFC 7519 section 5.3' }],
  ['sub', { label: 'Subject', source: 'RFC 7519 section 5.3' }],
  ['aud', { label: 'Audience', source: 'RFC 7519 section 5.3' }],
  ['trust_chain', { label: 'Trust Chain', source: 'OpenID Federation 1.0' }],
]);
