/** Where the pages of recovery stand; their code is loaded when one of them is opened. */
export const recoveryPaths = ['/forgot', '/reset', '/address', '/undo', '/stolen']
