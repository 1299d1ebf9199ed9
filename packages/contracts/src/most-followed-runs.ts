/** Runs that one live line follows; a browser with more of them open asks for the rest now and then. */
export const mostFollowedRuns = 40;
