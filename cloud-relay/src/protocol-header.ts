/** The header by which headquarters says that it is speaking, with the relay protocol's name, also where there is no body. */
export const protocolHeader = "laneway-protocol";
