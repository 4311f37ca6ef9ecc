/** A command that settles later. */
export type CallCommand = 'answer' | 'hold' | 'resume' | 'digits' | 'transfer' | 'unmute';
