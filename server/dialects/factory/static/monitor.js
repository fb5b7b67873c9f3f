// SPDX-License-Identifier: GPL-3.0-or-later
// The plain pages behind the login: a polling feed or a history as a table.
(function () {
    'use strict';

    const callColours = { pending: '#b58900', in_progress: '#17a2b8', completed: '#28a745' };
    const machineColours = { working: '#28a745', maintenance: '#b58900', stopped: '#dc3545', idle: '#6c757d' };
    const machineStates = { working: 'Работает', maintenance: 'В ремонте', stopped: 'Остановлен', idle: 'Простой' };
    const callStates = { pending: 'Ожидает', in_progress: 'В работе' };
    const feeds = {
        machines: {
            url: '/lohia/api/dashboard-status-all/', // as the wall screens: without a login
            rows: (answer) => answer.machines,
            columns: [
                ['№', (row) => row.machine_id],
                ['Имя станка', (row) => row.name],
                ['Статус', (row) => machineStates[row.status] || row.status, (row) => machineColours[row.status]],
                ['Оператор', (row) => row.current_operator || '—'],
                ['Метраж (м)', (row) => row.current_meters.toFixed(4)],
                ['Вызов мастера', (row) => callStates[row.call_status] || '',
                    (row) => (row.call_status === 'pending' ? '#dc3545' : callColours[row.call_status] || '')],
                ['Мастер', (row) => row.master || '—'],
            ],
        },
        worktime: {
            url: '/employees/api/worktime-polling/',
            columns: [
                ['Дата', (row) => row.date_display],
                ['Сотрудник', (row) => row.employee_name],
                ['Отдел', (row) => row.department],
                ['Приход', (row) => row.entry_time_display],
                ['Уход', (row) => row.exit_time_display],
                ['Часы', (row) => row.hours_worked],
                ['Статус', (row) => row.status_display, (row) => row.status_color],
            ],
        },
        access: {
            url: '/security/api/access-polling/',
            columns: [
                ['Время', (row) => row.timestamp_display],
                ['Сотрудник', (row) => (row.employee ? row.employee.full_name : '—')],
                ['Отдел', (row) => (row.employee ? row.employee.department : '')],
                ['Действие', (row) => row.action_display, (row) => (row.action === 'in' ? '#27ae60' : '#e74c3c')],
                ['Примечания', (row) => row.notes],
            ],
        },
        shifts: {
            url: '/lohia/api/shifts-history/',
            rows: (answer) => answer.shifts,
            columns: [
                ['Дата', (row) => row.start_time.slice(0, 10)],
                ['Оператор', (row) => row.operator],
                ['Станок', (row) => row.machine],
                ['Начало', (row) => row.start_time.slice(11)],
                ['Окончание', (row) => row.end_time.slice(11) || '—'],
                ['Длительность', (row) => row.duration],
                ['Импульсы', (row) => row.total_pulses],
                ['Метраж', (row) => row.total_meters.toFixed(2)],
                ['Статус', (row) => row.status],
            ],
        },
        calls: {
            url: '/lohia/api/maintenance-history/',
            rows: (answer) => answer.calls,
            columns: [
                ['Дата', (row) => row.date],
                ['Время', (row) => row.call_time],
                ['Станок', (row) => row.machine],
                ['Оператор', (row) => row.operator],
                ['Мастер', (row) => row.master || '—'],
                ['Реакция', (row) => row.response_time],
                ['Ремонт', (row) => row.repair_time],
                ['Статус', (row) => row.status_display, (row) => callColours[row.status]],
                ['Описание', (row) => row.description || ''],
            ],
        },
    };

    const name = document.body.dataset.feed;
    const feed = feeds[name];
    const table = document.querySelector('table');
    const state = document.getElementById('state');
    document.querySelector(`[data-shows="${name}"]`).setAttribute('aria-current', 'page');

    const head = table.tHead.insertRow();
    for (const [title] of feed.columns) {
        const cell = document.createElement('th');
        cell.scope = 'col';
        cell.textContent = title;
        head.append(cell);
    }

    function show(rows) {
        const body = document.createElement('tbody');
        for (const row of rows) {
            const line = body.insertRow();
            for (const [, text, colour] of feed.columns) {
                const cell = line.insertCell();
                cell.textContent = text(row);
                if (colour)
                    cell.style.color = colour(row);
            }
        }
        table.tBodies[0].replaceWith(body);
    }

    window.AjaxPollers.create(name, feed.url, {
        interval: 3000,
        onUpdate: (answer) => {
            show(feed.rows ? feed.rows(answer) : answer.data);
            table.classList.remove('stale');
            state.dataset.state = 'live';
            state.textContent = `Обновлено в ${new Date().toLocaleTimeString('ru')}`;
        },
        onError: () => {
            table.classList.add('stale'); // what is shown is old
            state.dataset.state = 'lost';
            state.textContent = 'Нет связи';
        },
    });
    window.AjaxPollers.start(name);
})();
