export interface MosquittoOptions {
  readonly port: number;
  readonly webSocketPort: number;
  readonly accessFile: string;
  readonly passwordFile: string;
  /** How many clients a store of this size may need at once. */
  readonly lanes: number;
}

/**
 * Mosquitto for one box: loopback only, nobody anonymous, default deny, limits on everything, nothing kept over a restart
 * (every retained message is published again by its owner; the journal is the record).
 */
export function mosquittoConfig(options: MosquittoOptions): string {
  return `# Made by Laneway's box command; changes here are overwritten by the next run.
per_listener_settings false
allow_anonymous false
password_file ${options.passwordFile}
acl_file ${options.accessFile}

persistence false
max_packet_size 262144
max_inflight_messages 0
max_queued_messages 2000
max_queued_bytes 16777216
max_keepalive 120
max_qos 1
persistent_client_expiration 1h
retain_available true
queue_qos0_messages false
set_tcp_nodelay true
memory_limit 268435456
log_dest stdout
log_type error
log_type warning
log_type notice
connection_messages true

listener ${options.port} 127.0.0.1
max_connections ${40 + options.lanes * 8}

listener ${options.webSocketPort} 127.0.0.1
protocol websockets
max_connections ${40 + options.lanes * 8}
`;
}
