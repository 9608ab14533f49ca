/** What a page asks for, and how. */
export interface SecretOptions {
  /** The token endpoint, for example `https://….execute-api.eu-west-1.amazonaws.com/token`; may be relative. */
  url: string | URL;
  /** The preset's name. */
  preset: string;
  /** Values for the preset's `{{placeholders}}`. */
  variables?: Record<string, string | number | boolean>;
  /** A partial session in OpenAI's own shape; only what the preset declares overridable is granted. */
  session?: Record<string, unknown>;
  /** Seconds the secret should live. The preset's own limit holds when it is smaller. */
  expiresAfter?: number;
  /**
   * The caller's access token (sent as `Bearer`), a whole `Authorization` value, or a function that gives one.
   * The function is called for every secret asked for, and once more with `refresh: true` after a 401.
   */
  authorization?: string | Authorization;
  /** A bot-check answer. Such answers serve once: give a function, it is called for each request really sent. */
  botCheck?: string | (() => string | Promise<string>);
  /** Seconds, in all, that a call may spend waiting on 429 and 503; default 10. Told to wait longer, it rejects at once. */
  maxWait?: number;
  /** Asks anew although a secret in hand still lives. */
  fresh?: boolean;
  /** Ends the wait for this caller; the request itself ends when the last caller has gone. Rejects with its reason. */
  signal?: AbortSignal;
}

export type Authorization = (need: { refresh: boolean }) => string | undefined | Promise<string | undefined>;

/** The token endpoint's answer. */
export interface ClientSecret {
  /** `ek_…`; whoever has it can start sessions at your cost until it expires: keep it out of logs and storage. */
  value: string;
  /** Seconds since 1970 by OpenAI's clock. The user's clock may be wrong: count down from `expires_in` instead. */
  expires_at: number;
  /** Seconds left at the moment this promise resolved, by a monotonic clock. */
  expires_in: number;
  preset: string;
  session: { id?: string; type?: string; model?: string; [field: string]: unknown };
  /** Where this secret is good: the call endpoint (a legacy transcription session has none), and the WebSocket. */
  connect: { webrtc?: string; websocket: string; subprotocols?: string[] };
}

/**
 * A client secret for a preset. Calls at the same time share one request, and a secret is handed out again to the same
 * caller for the same request until 10 seconds (or a quarter of its life, if less) before it expires.
 *
 * @throws {EphemintError} a refusal, an answer that is no answer, or no answer at all
 */
export function getClientSecret(options: SecretOptions): Promise<ClientSecret>;

/** Forgets every secret in hand, for a logout. They live in memory only. */
export function forgetSecrets(): void;

/** `new WebSocket(...webSocketArguments(secret))`: the address, and the subprotocols that carry the secret. */
export function webSocketArguments(secret: Pick<ClientSecret, 'value' | 'connect'>): [url: string, protocols: string[]];

export interface FieldError {
  /** JSON Pointer into the request, for example `/session/audio/output/voice`. */
  pointer: string;
  code: string;
}

/** Why there is no secret, or no connection. Never holds the secret or the caller's token. */
export class EphemintError extends Error {
  constructor(status: number, code: string, title: string, details?: object);
  readonly name: 'EphemintError';
  /** The HTTP status; 0 where there was no answer. */
  readonly status: number;
  /**
   * A code of Ephemint's problem table or of OpenAI's call endpoint, or one of the browser's side: `network`, `timeout`,
   * `connect_timeout`, `no_webrtc`, `invalid_response`, `http_<status>`.
   */
  readonly code: string;
  readonly title: string;
  /** For the operator's log. */
  readonly requestId?: string;
  /** The fields at fault in a 400, otherwise empty. */
  readonly errors: FieldError[];
  /** Seconds to wait before another try, where the answer said so. */
  readonly retryAfter?: number;
  readonly cause?: unknown;
}

export type ConnectionState = 'connecting' | 'open' | 'reconnecting' | 'closed';

export interface RealtimeOptions extends Omit<SecretOptions, 'fresh'> {
  /** The sound to send. Without it the microphone is asked for, and released at the end; your own stream is left running. */
  microphone?: MediaStream;
  /** Plays the answer. Without it a new, invisible one is used. */
  audio?: HTMLAudioElement;
  /** Every server event, parsed. */
  onEvent?: (event: { type: string; [field: string]: any }) => void;
  /** Every change of state; `error` says why, where something went wrong. */
  onState?: (state: ConnectionState, error?: unknown) => void;
  /** How often, in all, a lost connection is opened again with a new secret; default 5. The new session starts empty. */
  reconnects?: number;
  /** Ends connecting, and later the connection. */
  signal?: AbortSignal;
}

export interface RealtimeConnection {
  readonly state: ConnectionState;
  readonly secret: ClientSecret;
  /** Both are new after a reconnect. */
  readonly peer: RTCPeerConnection;
  readonly channel: RTCDataChannel;
  /** Sends a client event, for example `{type: 'response.create'}`. Throws while the channel is not open. */
  send(event: object): void;
  mute(muted: boolean): void;
  close(): void;
}

/**
 * Microphone, WebRTC call and data channel in one; resolves when the channel is open. A connection that the network lost
 * is opened again with a new secret; one that the other side ended is closed.
 *
 * @throws {EphemintError} no secret, the call was refused, or no media connection within 15 seconds
 * @throws {DOMException} `NotAllowedError`, `NotFoundError`: the microphone was refused or is missing
 */
export function connectRealtime(options: RealtimeOptions): Promise<RealtimeConnection>;
