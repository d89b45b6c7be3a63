/** How an algorithm of JOSE stands today. `draft`: in use, its registration is not final. */
export type AlgorithmStatus = 'current' | 'deprecated' | 'weak' | 'draft' | 'none';

export interface Algorithm {
  readonly name: string;
  readonly use: 'signature' | 'key-management' | 'content-encryption';
  readonly family: string;
  /** What the key is. */
  readonly key: 'shared secret' | 'RSA' | 'EC' | 'OKP' | 'ML-DSA' | 'password' | 'no key';
  readonly status: AlgorithmStatus;
  readonly note?: string;
  /** Length of a signature in bytes, where it does not depend on the key. */
  readonly signatureBytes?: number;
  /** Lengths of the initialization vector and the authentication tag in bytes, of content encryption. */
  readonly vectorBytes?: number;
  readonly tagBytes?: number;
  /** True where the content key is agreed upon and not sent, so that the token carries no encrypted key. */
  readonly withoutEncryptedKey?: true;
  /** Where it is defined. */
  readonly source: string;
}

type Row = Omit<Algorithm, 'use'>;

const SIGNATURES: readonly Row[] = [
  hmac('HS256', 32),
  hmac('HS384', 48),
  hmac('HS512', 64),
  rsa('RS256', 'RSASSA-PKCS1-v1_5 with SHA-256'),
  rsa('RS384', 'RSASSA-PKCS1-v1_5 with SHA-384'),
  rsa('RS512', 'RSASSA-PKCS1-v1_5 with SHA-512'),
  rsa('PS256', 'RSASSA-PSS with SHA-256'),
  rsa('PS384', 'RSASSA-PSS with SHA-384'),
  rsa('PS512', 'RSASSA-PSS with SHA-512'),
  curve('ES256', 'ECDSA with P-256 and SHA-256', 'EC', 64, 'RFC 7518 section 3.4'),
  curve('ES384', 'ECDSA with P-384 and SHA-384', 'EC', 96, 'RFC 7518 section 3.4'),
  curve('ES512', 'ECDSA with P-521 and SHA-512', 'EC', 132, 'RFC 7518 section 3.4'),
  curve('ES256K', 'ECDSA with secp256k1 and SHA-256', 'EC', 64, 'RFC 8812 section 3.2'),
  curve('Ed25519', 'EdDSA with Ed25519', 'OKP', 64, 'RFC 9864 section 2.2'),
  curve('Ed448', 'EdDSA with Ed448', 'OKP', 114, 'RFC 9864 section 2.2'),
  {
    name: 'EdDSA',
    family: 'EdDSA',
    key: 'OKP',
    status: 'deprecated',
    note: 'RFC 9864 replaces it by Ed25519 and Ed448, which name the curve.',
    source: 'RFC 8037 section 3.1',
  },
  postQuantum('ML-DSA-44', 2420),
  postQuantum('ML-DSA-65', 3309),
  postQuantum('ML-DSA-87', 4627),
  {
    name: 'RS1',
    family: 'RSASSA-PKCS1-v1_5 with SHA-1',
    key: 'RSA',
    status: 'weak',
    note: 'SHA-1 is broken; the registry of JOSE prohibits it.',
    source: 'IANA JOSE registry',
  },
  {
    name: 'none',
    family: 'no signature',
    key: 'no key',
    status: 'none',
    note: 'Nothing protects the content: anyone can change it.',
    source: 'RFC 7518 section 3.6',
  },
];

const KEY_MANAGEMENT: readonly Row[] = [
  {
    name: 'RSA1_5',
    family: 'RSAES-PKCS1-v1_5',
    key: 'RSA',
    status: 'deprecated',
    note: 'Open to padding-oracle attacks; RSA-OAEP replaces it.',
    source: 'RFC 7518 section 4.2',
  },
  encrypting('RSA-OAEP', 'RSAES-OAEP with SHA-1', 'RSA', '4.3'),
  encrypting('RSA-OAEP-256', 'RSAES-OAEP with SHA-256', 'RSA', '4.3'),
  encrypting('RSA-OAEP-384', 'RSAES-OAEP with SHA-384', 'RSA', '4.3'),
  encrypting('RSA-OAEP-512', 'RSAES-OAEP with SHA-512', 'RSA', '4.3'),
  encrypting('A128KW', 'AES Key Wrap, 128 bits', 'shared secret', '4.4'),
  encrypting('A192KW', 'AES Key Wrap, 192 bits', 'shared secret', '4.4'),
  encrypting('A256KW', 'AES Key Wrap, 256 bits', 'shared secret', '4.4'),
  { ...encrypting('dir', 'the shared secret is used directly', 'shared secret', '4.5'), withoutEncryptedKey: true },
  { ...encrypting('ECDH-ES', 'ECDH with an ephemeral key', 'EC', '4.6'), withoutEncryptedKey: true },
  encrypting('ECDH-ES+A128KW', 'ECDH with an ephemeral key and AES Key Wrap', 'EC', '4.6'),
  encrypting('ECDH-ES+A192KW', 'ECDH with an ephemeral key and AES Key Wrap', 'EC', '4.6'),
  encrypting('ECDH-ES+A256KW', 'ECDH with an ephemeral key and AES Key Wrap', 'EC', '4.6'),
  encrypting('A128GCMKW', 'AES-GCM key encryption, 128 bits', 'shared secret', '4.7'),
  encrypting('A192GCMKW', 'AES-GCM key encryption, 192 bits', 'shared secret', '4.7'),
  encrypting('A256GCMKW', 'AES-GCM key encryption, 256 bits', 'shared secret', '4.7'),
  encrypting('PBES2-HS256+A128KW', 'a key made of a password (PBKDF2)', 'password', '4.8'),
  encrypting('PBES2-HS384+A192KW', 'a key made of a password (PBKDF2)', 'password', '4.8'),
  encrypting('PBES2-HS512+A256KW', 'a key made of a password (PBKDF2)', 'password', '4.8'),
];

const CONTENT_ENCRYPTION: readonly Row[] = [
  content('A128CBC-HS256', 'AES-CBC with HMAC', '5.2', 16, 16),
  content('A192CBC-HS384', 'AES-CBC with HMAC', '5.2', 16, 24),
  content('A256CBC-HS512', 'AES-CBC with HMAC', '5.2', 16, 32),
  content('A128GCM', 'AES-GCM', '5.3', 12, 16),
  content('A192GCM', 'AES-GCM', '5.3', 12, 16),
  content('A256GCM', 'AES-GCM', '5.3', 12, 16),
];

const ALGORITHMS: Readonly<Record<Algorithm['use'], ReadonlyMap<string, Algorithm>>> = {
  signature: byName('signature', SIGNATURES),
  'key-management': byName('key-management', KEY_MANAGEMENT),
  'content-encryption': byName('content-encryption', CONTENT_ENCRYPTION),
};

/** Names are compared exactly, as RFC 7515 section 4.1.1 wants: `hs256` is no algorithm. */
export function findAlgorithm(name: string, use: Algorithm['use']): Algorithm | undefined {
  return ALGORITHMS[use].get(name);
}

function byName(use: Algorithm['use'], rows: readonly Row[]): ReadonlyMap<string, Algorithm> {
  return new Map(rows.map((row) => [row.name, { ...row, use }]));
}

function hmac(name: string, signatureBytes: number): Row {
  const family = `HMAC with SHA-${name.slice(2)}`;
  return { name, family, key: 'shared secret', status: 'current', signatureBytes, source: 'RFC 7518 section 3.2' };
}

function rsa(name: string, family: string): Row {
  const section = name.startsWith('PS') ? '3.5' : '3.3';
  return { name, family, key: 'RSA', status: 'current', source: `RFC 7518 section ${section}` };
}

function curve(name: string, family: string, key: 'EC' | 'OKP', signatureBytes: number, source: string): Row {
  return { name, family, key, status: 'current', signatureBytes, source };
}

function postQuantum(name: string, signatureBytes: number): Row {
  return {
    name,
    family: 'ML-DSA, a post-quantum signature',
    key: 'ML-DSA',
    status: 'draft',
    note: 'Few libraries know it yet.',
    signatureBytes,
    source: 'FIPS 204; IETF draft-ietf-cose-dilithium',
  };
}

function encrypting(name: string, family: string, key: Algorithm['key'], section: string): Row {
  const source = /^RSA-OAEP-(384|512)$/.test(name) ? 'IANA JOSE registry' : `RFC 7518 section ${section}`;
  return { name, family, key, status: 'current', source };
}

function content(name: string, family: string, section: string, vectorBytes: number, tagBytes: number): Row {
  return { ...encrypting(name, family, 'shared secret', section), vectorBytes, tagBytes };
}
