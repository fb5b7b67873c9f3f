// SPDX-License-Identifier: GPL-3.0-or-later
// The factory's pages (contracts.md A2, A7) against a real server: logging in by the form, the polling
// module as the server ships it, and plain fetch loops, while devices post. Time passes faster.
// Run: node pages.mjs BASE_URL USER PASSWORD
import assert from 'node:assert/strict';
import vm from 'node:vm';

const [base, user, password] = process.argv.slice(2);
const interval = 20;

// ---- a browser's cookies ----
const cookies = new Map();
async function browse(path, options = {}) {
    const headers = { ...options.headers };
    if (cookies.size > 0)
        headers.Cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(new URL(path, base), { ...options, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie?.() ?? response.headers.raw?.()['set-cookie'] ?? []) {
        const [name, value] = line.split(';')[0].split(/=(.*)/s);
        value === '' ? cookies.delete(name) : cookies.set(name, value);
    }
    return response;
}

// ---- devices, which know no cookies ----
async function device(path, body) {
    const response = await fetch(new URL(path, base), {
        method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
    });
    const answer = await response.json();
    assert.ok(answer.success, JSON.stringify(answer));
    return answer;
}

async function until(what, condition) {
    const end = Date.now() + 10_000;
    while (!condition()) {
        assert.ok(Date.now() < end, `never: ${what}`);
        await new Promise((resolve) => setTimeout(resolve, 5));
    }
}

const shapes = {
    '/employees/api/worktime-polling/': {
        id: 'number', employee_pk: 'number', employee_id: 'string', employee_name: 'string', department: 'string',
        photo_url: 'string', date_display: /^\d\d\.\d\d\.\d{4}$/, date_iso: /^\d{4}-\d\d-\d\d$/,
        entry_time_display: /^(\d\d:\d\d)?$/, exit_time_display: /^(\d\d:\d\d)?$/, hours_worked: /^\d\d:\d\d$/,
        status: 'string', status_display: 'string', status_color: /^#[0-9a-f]{3,6}$/,
        is_full_day: ['boolean', null], is_overtime: ['boolean', null], overtime_display: [/^\d\d:\d\d$/, null],
        is_manual_entry: 'boolean', is_corrected: 'boolean',
    },
    '/lohia/api/machines-polling/': {
        id: 'number', name: 'string', esp32_id: 'string', status: 'string', status_display: 'string',
        current_meters: 'number', meters_per_pulse: 'number', current_pulse_count: 'number',
        current_operator: [{ id: 'number', name: 'string' }, null],
        shift: [{ id: 'number', start_time: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/, total_pulses: 'number',
            total_meters: 'number' }, null],
        maintenance_call: [{ id: 'number', call_time: /^\d{4}-.*\+00:00$/, status: 'string' }, null],
    },
    '/security/api/access-polling/': {
        id: 'number',
        employee: { id: 'number', full_name: 'string', department: 'string', position: 'string',
            employee_id: 'string', photo_url: 'string' },
        action: /^(in|out)$/, action_display: /^(Вход|Выход)$/, timestamp: /^\d{4}-.*\.\d{6}\+00:00$/,
        timestamp_display: /^\d\d:\d\d:\d\d$/, notes: 'string',
    },
};
function fits(value, shape) {
    if (Array.isArray(shape))
        return shape.some((one) => fits(value, one));
    if (shape === null)
        return value === null;
    if (shape instanceof RegExp)
        return typeof value === 'string' && shape.test(value);
    if (typeof shape === 'string')
        return typeof value === shape;
    return value !== null && typeof value === 'object' &&
        Object.keys(value).sort().join() === Object.keys(shape).sort().join() &&
        Object.entries(shape).every(([key, one]) => fits(value[key], one));
}
function checkAnswer(path, json) {
    assert.deepEqual(Object.keys(json).sort(), ['count', 'data', 'success', 'timestamp']);
    assert.equal(json.success, true);
    assert.equal(json.count, json.data.length);
    assert.match(json.timestamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/);
    for (const row of json.data)
        assert.ok(fits(row, shapes[path]), `${path}: ${JSON.stringify(row)}`);
}

const scenes = {
    async 'without a login the feeds send to the form'() {
        for (const path of Object.keys(shapes)) {
            const response = await browse(path);
            assert.equal(response.status, 302);
            assert.equal(response.headers.get('location'), `/login/?next=${path}`);
        }
        const root = await browse('/', { headers: { Accept: 'text/html' } });
        assert.equal(root.headers.get('location'), '/login/?next=/');
    },
    async 'the form lets in'() {
        const form = await (await browse('/login/?next=/lohia/dashboard/')).text();
        const token = /name="csrfmiddlewaretoken" value="([^"]+)"/.exec(form)[1];
        const refused = await browse('/login/', { method: 'POST', body: new URLSearchParams({ username: user, password: 'wrong',
            csrfmiddlewaretoken: token }) });
        assert.equal(refused.status, 200);
        assert.ok(!cookies.has('sessionid'));
        const entered = await browse('/login/', { method: 'POST', body: new URLSearchParams({ username: user, password,
            csrfmiddlewaretoken: token, next: '/lohia/dashboard/' }) });
        assert.equal(entered.status, 302);
        assert.equal(entered.headers.get('location'), '/lohia/dashboard/');
        assert.ok(cookies.has('sessionid'));
        // A browser at the root is sent to the person's own page, a program is told what this is.
        const root = await browse('/', { headers: { Accept: 'text/html,*/*;q=0.8' } });
        assert.equal(root.headers.get('location'), '/employees/list/');
        assert.equal((await (await browse('/')).json()).api, '/api/v1');
        const page = await browse('/lohia/dashboard/');
        assert.equal(page.status, 200);
        assert.match(page.headers.get('content-type'), /^text\/html/);
    },
    async 'the polling module, as the server ships it'() {
        const source = await (await browse('/static/js/ajax-polling.js')).text();
        const window = { addEventListener() {} };
        vm.runInNewContext(source, { window, fetch: browse, setTimeout, clearTimeout, console, Error });
        let table = null;
        const errors = [];
        const worktimePoller = window.AjaxPollers.create('worktime', '/employees/api/worktime-polling/', {
            interval,
            onUpdate: (data) => {
                checkAnswer('/employees/api/worktime-polling/', data);
                table = data.data;
            },
            onError: (error) => errors.push(error),
        });
        worktimePoller.start();
        await until('a first answer', () => table);
        assert.equal(table.length, 0);
        const { employee } = await device('/employees/api/rfid-scan/', { rfid_uid: 'A0000001', device_id: 'ESP32-HR-001' });
        await until('an entry', () => table.length === 1);
        assert.equal(table[0].employee_id, employee.employee_id);
        assert.equal(table[0].employee_name, employee.full_name);
        assert.match(table[0].entry_time_display, /^\d\d:\d\d$/);
        assert.equal(table[0].exit_time_display, '');
        assert.equal(table[0].hours_worked, '00:00');
        assert.equal(table[0].is_full_day, null);
        worktimePoller.stop();
        assert.deepEqual(errors, []);
    },
    async 'plain fetch loops'() {
        // As specs would have each page do it: an immediate load, then one each interval.
        const shown = {};
        const timers = [];
        for (const path of Object.keys(shapes)) {
            const load = async () => {
                const response = await browse(path);
                const data = await response.json();
                if (data.success) {
                    checkAnswer(path, data);
                    shown[path] = data.data;
                }
            };
            load();
            timers.push(setInterval(load, interval));
        }
        const worktime = () => shown['/employees/api/worktime-polling/'];
        const machines = () => shown['/lohia/api/machines-polling/'];
        const access = () => shown['/security/api/access-polling/'];
        await until('first answers', () => worktime() && machines() && access());
        const loom = () => machines().find((machine) => machine.esp32_id === 'LOHIA-001');
        assert.equal(loom().status, 'idle');
        assert.equal(loom().current_operator, null);

        await device('/employees/api/rfid-scan/', { rfid_uid: 'A0000002', device_id: 'LOHIA-001' });
        await until('a shift', () => loom().status === 'working' && loom().shift && loom().current_operator);
        await device('/lohia/api/pulse/update/', { esp32_id: 'LOHIA-001', pulse_count: 31 });
        await until('pulses', () => loom().current_pulse_count === 31 && loom().shift.total_pulses === 31);
        assert.ok(Math.abs(loom().current_meters - 31 * loom().meters_per_pulse) < 1e-9);
        await device('/lohia/api/maintenance/call/', { esp32_id: 'LOHIA-001' });
        await until('a call', () => loom().maintenance_call?.status === 'pending');
        await device('/employees/api/rfid-scan/', { rfid_uid: 'FEEDFACE', device_id: 'LOHIA-001' });
        await until('a repair', () => loom().status === 'maintenance' && loom().maintenance_call === null);

        await device('/security/api/scan/', { rfid_uid: 'A0000003', device_id: 'ESP32-SEC-001' });
        await until('someone in', () => access().length === 1 && access()[0].action === 'in');
        await device('/security/api/scan/', { rfid_uid: 'A0000003', device_id: 'ESP32-SEC-002' });
        await until('and out', () => access().length === 2 && access()[0].action === 'out');
        assert.equal(access()[0].employee.employee_id, 'T-3');
        timers.forEach(clearInterval);
    },
    async 'a login serves several pages, a logout ends them'() {
        for (const path of ['/employees/worktime/', '/security/', '/employees/security-display/', '/lohia/master/'])
            assert.equal((await browse(path)).status, 200, path);
        assert.equal((await browse('/logout/')).status, 302);
        assert.ok(!cookies.has('sessionid'));
        assert.equal((await browse('/lohia/api/machines-polling/')).status, 302);
    },
};

for (const [name, scene] of Object.entries(scenes)) {
    await scene();
    console.log(`ok - ${name}`);
}
