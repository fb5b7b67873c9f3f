// SPDX-License-Identifier: GPL-3.0-or-later
// What the construction system's web client does on its socket (contracts.md C2): the same address, the
// same handlers, the same reconnecting; time passes faster. Says what happens, a line each; goes on until
// its standard input ends. Run: node construction.mjs PORT TOKEN
import { WebSocket as StandIn } from './websocket.mjs';

const WebSocket = globalThis.WebSocket ?? StandIn;
const [port, token] = process.argv.slice(2);
const faster = 100;
let ws;

function connectWebSocket() {
    ws = new WebSocket(`ws://localhost:${port}/api/v1/ws?token=${token}`);
    ws.onopen = () => console.log('open');
    ws.onmessage = (event) => {
        const data = JSON.parse(event.data);
        switch (data.type) {
        case 'connection_established':
            console.log('user', data.user_id);
            break;
        case 'notification':
            console.log('notification', data.notification_type, JSON.stringify(data.title), JSON.stringify(data.message));
            break;
        case 'budget_alert_80':
        case 'budget_alert_100':
            console.log(data.type, data.title, data.message, data.data.object_id, data.data.percentage);
            break;
        case 'comment_added':
            console.log(data.type, data.data.timesheet_id);
            break;
        case 'pong':
            console.log('pong', Number.isNaN(Date.parse(data.timestamp)) ? 'without a time' : 'with its time');
            break;
        default:
            console.log('else', event.data);
        }
    };
    ws.onerror = () => console.log('error');
    ws.onclose = (event) => {
        console.log('close', event.code);
        setTimeout(() => connectWebSocket(), 5000 / faster);
    };
}

connectWebSocket();
setInterval(() => {
    if (ws.readyState === WebSocket.OPEN)
        ws.send(JSON.stringify({ type: 'ping', timestamp: new Date().toISOString() }));
}, 30000 / faster);
process.stdin.on('end', () => process.exit(0)).resume();
