import { table, tableStories } from './table-story.js';

export default { ...tableStories, title: 'voice-call, every state' };

export const Trying = table('trying');
export const RingingOut = table('ringing out');
export const EarlyMedia = table('early media');
export const RingingIn = table('ringing in');
export const Talking = table('talking');
export const Held = table('held');
export const ResumedWithoutAMicrophone = table('resumed without a microphone');
export const HeldByTheOtherSide = table('held by the other side');
export const HeldByBothSides = table('held by both sides');
export const TroubleWhileRingingIn = table('trouble while ringing in');
export const TroubleWhileTalking = table('trouble while talking');
export const OverByCause = table('over, by cause');
export const OverByError = table('over, by error');
