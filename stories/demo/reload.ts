/** Loaded by `npm run dev` alone: the server says when a file changed, and that it is back after a restart. */
const changes = new EventSource('/changes');
let opened = false;

changes.addEventListener('message', () => location.reload());
changes.addEventListener('open', () => {
	if (opened) location.reload();
	opened = true;
});
