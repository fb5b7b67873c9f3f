// SPDX-License-Identifier: GPL-3.0-or-later
// What a café's page does on its sockets (contracts.md B2): the token in the address, four handlers, every
// message parsed. A line for each thing that happens; a line on standard input is sent as it is, to the
// first socket; goes on until its standard input ends. Run: node cafe.mjs PORT TOKEN PATH…
import readline from 'node:readline';
import { WebSocket as StandIn } from './websocket.mjs';

const WebSocket = globalThis.WebSocket ?? StandIn;
const [port, token, ...paths] = process.argv.slice(2);
const sockets = paths.map((path) => {
    const ws = new WebSocket(`ws://localhost:${port}${path}?token=${token}`);
    ws.onopen = () => console.log('open', path);
    ws.onmessage = (event) => {
        const { type, data, group } = JSON.parse(event.data);
        console.log(path, type, group ?? data?.table?.status ?? data?.order?.total_amount ?? data?.menu_item ?? '-');
    };
    ws.onerror = () => console.log('error', path);
    ws.onclose = (event) => console.log('close', path, event.code);
    return ws;
});
readline.createInterface({ input: process.stdin })
    .on('line', (line) => sockets[0].send(line))
    .on('close', () => process.exit(0));
