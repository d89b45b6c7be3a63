// What this server uses of `oidc-provider`, which ships no types.
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  interface Context {
    readonly method: string;
    readonly path: string;
    readonly host: string;
    readonly query: Readonly<Record<string, string | string[] | undefined>>;
    readonly headers: Readonly<Record<string, string | undefined>>;
    readonly req: IncomingMessage;
    readonly res: ServerResponse;
    readonly state: Record<string, unknown>;
    status: number;
    body: unknown;
    get(name: string): string;
    set(name: string, value: string): void;
    remove(name: string): void;
    redirect(url: string): void;
    respond?: boolean;
  }
  interface Client {
    readonly clientId: string;
    grantTypeAllowed(grantType: string): boolean;
  }
  interface Payload {
    jti?: string;
    iat?: number;
    exp?: number;
    iiat?: number;
    loginTs?: number;
    authTime?: number;
    consumed?: number | true;
    uid?: string;
    userCode?: string;
    grantId?: string;
    scope?: string;
    kind?: string;
    [claim: string]: unknown;
  }
  interface Model extends Payload {
    readonly scopes: Set<string>;
    save(ttl?: number): Promise<string>;
    generateTokenId(): string;
  }
  interface Grant extends Model {
    addOIDCScope(scope: string): void;
  }
  interface ModelClass<Instance = Model> {
    new (properties?: Record<string, unknown>): Instance;
    find(value: string): Promise<Instance | undefined>;
    readonly prototype: Instance;
  }
  interface Adapter {
    upsert(id: string, payload: Payload, expiresIn?: number): Promise<void>;
    find(id: string): Promise<Payload | undefined>;
    findByUid(uid: string): Promise<Payload | undefined>;
    findByUserCode(userCode: string): Promise<Payload | undefined>;
    consume(id: string): Promise<void>;
    destroy(id: string): Promise<void>;
    revokeByGrantId(grantId: string): Promise<void>;
  }
  interface OAuthError extends Error {
    readonly error?: string;
    readonly error_description?: string;
    readonly error_detail?: string;
  }
  class Provider {
    constructor(issuer: string, configuration: Record<string, unknown>);
    readonly AccessToken: ModelClass;
    readonly RefreshToken: ModelClass;
    readonly AuthorizationCode: ModelClass;
    readonly ClientCredentials: ModelClass;
    readonly Grant: ModelClass<Grant>;
    readonly Client: { find(id: string): Promise<Client | undefined> };
    use(middleware: (context: Context, next: () => Promise<void>) => Promise<void>): void;
    on(event: string, listener: (context: Context, error: OAuthError) => void): this;
    callback(): (request: IncomingMessage, response: ServerResponse) => void;
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<{ params: Record<string, string> }>;
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>;
  }
}
