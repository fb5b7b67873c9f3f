// SPDX-License-Identifier: GPL-3.0-or-later
// What the help desk's pages do (contracts.md E1, E6): a socket that asks for the list, messages with a type
// shown and the list fetched anew, one without a type taken as the list itself; when the socket closes, an HTTP
// poll each second. Time passes faster. A line for each thing that happens; goes on until its standard input
// ends. Run: node tickets.mjs PORT TOKEN PATH
import readline from 'node:readline';
import { WebSocket as StandIn } from './websocket.mjs';

const WebSocket = globalThis.WebSocket ?? StandIn;
const [port, token, path] = process.argv.slice(2);
const faster = 20;
let polling = null;
let shown = '';

function show(where, data) {
    const line = `${where} ${data.tickets.length} tickets, ${data.stats.open} open`;
    if (!/^\d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d$/.test(data.last_updated))
        console.log('a wrong last_updated', data.last_updated);
    if (line !== shown)
        console.log(line);
    shown = line;
}

async function refresh(where) {
    const response = await fetch(`http://localhost:${port}/all-tickets/api`, {
        headers: { 'X-Requested-With': 'XMLHttpRequest', Accept: 'application/json', 'X-CSRF-TOKEN': 'none',
            Authorization: `Bearer ${token}` },
        cache: 'no-store',
    });
    if (!response.ok)
        return console.log('status', response.status);
    show(where, await response.json());
}

const ws = new WebSocket(`ws://localhost:${port}${path}?token=${token}`);
ws.onopen = () => {
    console.log('open');
    ws.send(JSON.stringify({ type: 'get_tickets' }));
};
ws.onmessage = async (event) => {
    const message = JSON.parse(event.data);
    if (!('type' in message))
        return show('told', message);
    console.log(message.type, message.data.message);
    await refresh('fetched');
};
ws.onerror = () => console.log('error');
ws.onclose = () => {
    console.log('close');
    polling ??= setInterval(() => refresh('polled').catch(() => {}), 1000 / faster);
};
readline.createInterface({ input: process.stdin }).on('close', () => process.exit(0)).resume?.();
