<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru_RU" sourcelanguage="en">
<context>
    <name>AlarmRules</name>
    <message>
        <source>Call of the master</source>
        <translation>Вызов мастера</translation>
    </message>
    <message>
        <source>The master has not come</source>
        <translation>Мастер не пришёл</translation>
    </message>
    <message>
        <source>Machine stopped</source>
        <translation>Станок остановлен</translation>
    </message>
    <message>
        <source>Machine silent</source>
        <translation>Станок молчит</translation>
    </message>
    <message>
        <source>Reader silent</source>
        <translation>Считыватель молчит</translation>
    </message>
    <message>
        <source>Access denied</source>
        <translation>Доступ запрещён</translation>
    </message>
    <message>
        <source>Access denied repeatedly</source>
        <translation>Повторные отказы в доступе</translation>
    </message>
    <message>
        <source>Budget at 80 %</source>
        <translation>Бюджет на 80 %</translation>
    </message>
    <message>
        <source>Budget exceeded</source>
        <translation>Бюджет превышен</translation>
    </message>
    <message>
        <source>Urgent ticket</source>
        <translation>Срочная заявка</translation>
    </message>
    <message>
        <source>Ageing ticket</source>
        <translation>Заявка залежалась</translation>
    </message>
    <message>
        <source>Dish waiting</source>
        <translation>Блюдо ждёт</translation>
    </message>
    <message>
        <source>Disk almost full</source>
        <translation>Кончается место на диске</translation>
    </message>
    <message>
        <source>Server behind with writing</source>
        <translation>Сервер не успевает записывать</translation>
    </message>
    <message>
        <source>Alarms behind</source>
        <translation>Тревоги отстают</translation>
    </message>
    <message>
        <source>The server</source>
        <translation>Сервер</translation>
    </message>
    <message>
        <source>Work overdue</source>
        <translation>Работа просрочена</translation>
    </message>
    <message>
        <source>Work No. %1</source>
        <comment>of a building schedule</comment>
        <translation>Работа № %1</translation>
    </message>
</context>
<context>
    <name>Columns</name>
    <message>
        <source>Gate</source>
        <translation>Проходная</translation>
    </message>
    <message>
        <source>Time clock</source>
        <translation>Табельные часы</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>Станок</translation>
    </message>
    <message>
        <source>No.</source>
        <comment>number of a machine</comment>
        <translation>№</translation>
    </message>
    <message>
        <source>Machine name</source>
        <translation>Имя станка</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Статус</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>С</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Оператор</translation>
    </message>
    <message>
        <source>Metres (m)</source>
        <translation>Метраж (м)</translation>
    </message>
    <message>
        <source>Pulses</source>
        <translation>Импульсы</translation>
    </message>
    <message>
        <source>Call of the master</source>
        <translation>Вызов мастера</translation>
    </message>
    <message>
        <source>Called at</source>
        <translation>Вызван</translation>
    </message>
    <message>
        <source>Master</source>
        <translation>Мастер</translation>
    </message>
    <message>
        <source>Last pulse</source>
        <translation>Последний импульс</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Устройство</translation>
    </message>
    <message>
        <source>Beginning</source>
        <translation>Начало</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Окончание</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Длительность</translation>
    </message>
    <message>
        <source>Active</source>
        <comment>shift</comment>
        <translation>Активна</translation>
    </message>
    <message>
        <source>Completed</source>
        <comment>shift</comment>
        <translation>Завершена</translation>
    </message>
    <message>
        <source>Response</source>
        <translation>Реакция</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Ремонт</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Описание</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Дата</translation>
    </message>
    <message>
        <source>Employee</source>
        <translation>Сотрудник</translation>
    </message>
    <message>
        <source>Personnel no.</source>
        <translation>Табельный №</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>Отдел</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Должность</translation>
    </message>
    <message>
        <source>Arrival</source>
        <translation>Приход</translation>
    </message>
    <message>
        <source>Departure</source>
        <translation>Уход</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>Часы</translation>
    </message>
    <message>
        <source>Overtime</source>
        <translation>Переработка</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Примечания</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>День</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Время</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Направление</translation>
    </message>
    <message>
        <source>Event</source>
        <comment>of access</comment>
        <translation>Событие</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Место</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Карта</translation>
    </message>
    <message>
        <source>In</source>
        <translation>Вход</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>Выход</translation>
    </message>
    <message>
        <source>Granted</source>
        <translation>Разрешён</translation>
    </message>
    <message>
        <source>Denied</source>
        <translation>Отказ</translation>
    </message>
    <message>
        <source>Unknown card</source>
        <translation>Неизвестная карта</translation>
    </message>
    <message>
        <source>Inside</source>
        <translation>Внутри</translation>
    </message>
    <message>
        <source>Employed</source>
        <translation>Работает</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Да</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Нет</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Приоритет</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>Тревога</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Сообщение</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Источник</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Давность</translation>
    </message>
    <message>
        <source>Last time</source>
        <translation>Последний раз</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Раз</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Кто</translation>
    </message>
    <message>
        <source>Shelved until</source>
        <translation>Отложена до</translation>
    </message>
    <message>
        <source>Escalation</source>
        <translation>Эскалация</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Правило</translation>
    </message>
    <message>
        <source>Active</source>
        <comment>object</comment>
        <translation>Активен</translation>
    </message>
    <message>
        <source>Closing</source>
        <comment>object</comment>
        <translation>Готовится к закрытию</translation>
    </message>
    <message>
        <source>Closed</source>
        <comment>object</comment>
        <translation>Закрыт</translation>
    </message>
    <message>
        <source>Archived</source>
        <comment>object</comment>
        <translation>Архив</translation>
    </message>
    <message>
        <source>Materials</source>
        <translation>Материалы</translation>
    </message>
    <message>
        <source>Equipment</source>
        <translation>Техника</translation>
    </message>
    <message>
        <source>Labour</source>
        <translation>Труд</translation>
    </message>
    <message>
        <source>Code</source>
        <comment>of an object</comment>
        <translation>Код</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>Объект</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>Бюджет</translation>
    </message>
    <message>
        <source>Spent</source>
        <translation>Израсходовано</translation>
    </message>
    <message>
        <source>Left</source>
        <comment>of a budget</comment>
        <translation>Остаток</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>Освоено</translation>
    </message>
    <message>
        <source>A day</source>
        <translation>В день</translation>
    </message>
    <message>
        <source>80 % on</source>
        <translation>80 % к дате</translation>
    </message>
    <message>
        <source>100 % on</source>
        <translation>100 % к дате</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Заказчик</translation>
    </message>
    <message>
        <source>Foreman</source>
        <translation>Прораб</translation>
    </message>
    <message>
        <source>Last cost</source>
        <translation>Последний расход</translation>
    </message>
    <message>
        <source>Kind</source>
        <comment>of a cost</comment>
        <translation>Вид</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Сумма</translation>
    </message>
    <message>
        <source>Posted by</source>
        <translation>Внёс</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Документ</translation>
    </message>
    <message>
        <source>From</source>
        <comment>day</comment>
        <translation>С</translation>
    </message>
    <message>
        <source>To</source>
        <comment>day</comment>
        <translation>По</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>Объекты</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Рабочих</translation>
    </message>
    <message>
        <source>Over 12 h</source>
        <translation>Больше 12 ч</translation>
    </message>
    <message>
        <source>Comments</source>
        <translation>Комментарии</translation>
    </message>
    <message>
        <source>Handed in</source>
        <translation>Сдан</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>Решение</translation>
    </message>
    <message>
        <source>Decided by</source>
        <translation>Решил</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Комментарий</translation>
    </message>
    <message>
        <source>Correction</source>
        <translation>Исправление</translation>
    </message>
    <message>
        <source>Cancellation</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Timesheet</source>
        <translation>Табель</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Автор</translation>
    </message>
    <message>
        <source>Kind</source>
        <comment>of a comment</comment>
        <translation>Вид</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>Заявка</translation>
    </message>
    <message>
        <source>Category</source>
        <comment>of a ticket</comment>
        <translation>Категория</translation>
    </message>
    <message>
        <source>Reporter</source>
        <translation>Заявитель</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Телефон</translation>
    </message>
    <message>
        <source>Where</source>
        <comment>of a ticket</comment>
        <translation>Место</translation>
    </message>
    <message>
        <source>Assignee</source>
        <translation>Исполнитель</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Решена за</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Создана</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Изменена</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>Действия</translation>
    </message>
    <message>
        <source>Code</source>
        <comment>of a task</comment>
        <translation>Шифр</translation>
    </message>
    <message>
        <source>Name</source>
        <comment>of a task</comment>
        <translation>Наименование</translation>
    </message>
    <message>
        <source>People</source>
        <comment>of a checklist</comment>
        <translation>Люди</translation>
    </message>
    <message>
        <source>Machines</source>
        <comment>of a checklist</comment>
        <translation>Техника</translation>
    </message>
    <message>
        <source>Mat.</source>
        <comment>materials, of a checklist</comment>
        <translation>МТР</translation>
    </message>
    <message>
        <source>Access</source>
        <comment>of a checklist: to the place of work</comment>
        <translation>Допуск</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Ед. изм.</translation>
    </message>
    <message>
        <source>Plan</source>
        <comment>volume</comment>
        <translation>План</translation>
    </message>
    <message>
        <source>Done</source>
        <comment>volume</comment>
        <translation>Факт</translation>
    </message>
    <message>
        <source>Left</source>
        <comment>volume</comment>
        <translation>Остаток</translation>
    </message>
    <message>
        <source>Done, %</source>
        <translation>Готово, %</translation>
    </message>
    <message>
        <source>Start, contract</source>
        <translation>Старт, контракт</translation>
    </message>
    <message>
        <source>Finish, contract</source>
        <translation>Финиш, контракт</translation>
    </message>
    <message>
        <source>Start, plan</source>
        <translation>Старт, план</translation>
    </message>
    <message>
        <source>Finish, plan</source>
        <translation>Финиш, план</translation>
    </message>
    <message>
        <source>Unit price</source>
        <translation>Цена за ед.</translation>
    </message>
    <message>
        <source>Labour a unit</source>
        <translation>Трудозатраты/ед.</translation>
    </message>
    <message>
        <source>Machine h a unit</source>
        <translation>Машиночасы/ед.</translation>
    </message>
    <message>
        <source>Executor</source>
        <translation>Исполнитель</translation>
    </message>
    <message>
        <source>Labour: all</source>
        <translation>Труд: всего</translation>
    </message>
    <message>
        <source>Labour: done</source>
        <translation>Труд: факт</translation>
    </message>
    <message>
        <source>Labour: left</source>
        <translation>Труд: остаток</translation>
    </message>
    <message>
        <source>Cost: all</source>
        <translation>Стоимость: всего</translation>
    </message>
    <message>
        <source>Cost: done</source>
        <translation>Стоимость: факт</translation>
    </message>
    <message>
        <source>Cost: left</source>
        <translation>Стоимость: остаток</translation>
    </message>
    <message>
        <source>Machine h: all</source>
        <translation>Маш.-ч: всего</translation>
    </message>
    <message>
        <source>Machine h: done</source>
        <translation>Маш.-ч: факт</translation>
    </message>
    <message>
        <source>Machine h: left</source>
        <translation>Маш.-ч: остаток</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Примечание</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>Работа</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Объём</translation>
    </message>
    <message>
        <source>Person-hours</source>
        <translation>Чел.-часы</translation>
    </message>
    <message>
        <source>Brigade</source>
        <translation>Бригада</translation>
    </message>
    <message>
        <source>Ancillary</source>
        <translation>Вспомогательная</translation>
    </message>
    <message>
        <source>ancillary</source>
        <comment>work</comment>
        <translation>вспомогательная</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Месяц</translation>
    </message>
    <message>
        <source>Done of the plan</source>
        <translation>Выполнение</translation>
    </message>
    <message>
        <source>Cost: plan</source>
        <translation>Стоимость: план</translation>
    </message>
    <message>
        <source>In charge</source>
        <translation>Ответственный</translation>
    </message>
    <message>
        <source>in charge</source>
        <comment>of a brigade</comment>
        <translation>ответственный</translation>
    </message>
    <message>
        <source>Machine</source>
        <comment>on a building site</comment>
        <translation>Техника</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Show the wall</source>
        <translation>Показать на стене</translation>
    </message>
    <message>
        <source>Light colours</source>
        <translation>Светлые цвета</translation>
    </message>
    <message>
        <source>Dark colours</source>
        <translation>Тёмные цвета</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Уведомления</translation>
    </message>
    <message>
        <source>Details of the link</source>
        <translation>Подробности связи</translation>
    </message>
    <message>
        <source>Mute for an hour</source>
        <translation>Тишина на час</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Выйти</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Действие</translation>
    </message>
</context>
<context>
    <name>Diagnosis</name>
    <message>
        <source>%1 s</source>
        <translation>%1 с</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 мин</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 ч</translation>
    </message>
    <message>
        <source>%1 days</source>
        <comment>more than one</comment>
        <translation>%1 сут</translation>
    </message>
    <message>
        <source>%1 is %2.</source>
        <translation>%1 — это %2.</translation>
    </message>
    <message>
        <source>%1 needs no name server.</source>
        <translation>Для %1 сервер имён не нужен.</translation>
    </message>
    <message>
        <source>The proxy %1 of this machine looks it up.</source>
        <translation>Его ищет прокси этого компьютера, %1.</translation>
    </message>
    <message>
        <source>No name server knows %1.</source>
        <translation>Сервер имён не знает имени %1.</translation>
    </message>
    <message>
        <source>Check how it is spelt. If that is right, whoever keeps the name server has to enter it; until then the server&apos;s number address does.</source>
        <translation>Проверьте, как оно написано. Если верно, его должен внести администратор сервера имён; пока подойдёт числовой адрес сервера.</translation>
    </message>
    <message>
        <source>No name server answered about %1 within %2 s.</source>
        <translation>Сервер имён не ответил про %1 за %2 с.</translation>
    </message>
    <message>
        <source>Check this machine&apos;s network and which name server it asks.</source>
        <translation>Проверьте сеть этого компьютера и какой сервер имён он спрашивает.</translation>
    </message>
    <message>
        <source>%1 takes connections.</source>
        <translation>%1 принимает соединения.</translation>
    </message>
    <message>
        <source>The proxy %1 of this machine connects.</source>
        <translation>Прокси этого компьютера, %1, соединяет.</translation>
    </message>
    <message>
        <source>Nothing listens at %1.</source>
        <translation>По адресу %1 никто не отвечает: соединение отклонено.</translation>
    </message>
    <message>
        <source>Start vakhtad there (systemctl status vakhtad), and check the port. vakhtad listens on its own machine only until its configuration says otherwise (host in [server]).</source>
        <translation>Запустите там vakhtad (systemctl status vakhtad) и проверьте порт. Пока в настройках не сказано иное (host в [server]), vakhtad слушает только свой компьютер.</translation>
    </message>
    <message>
        <source>There is no route to %1.</source>
        <translation>До %1 нет пути по сети.</translation>
    </message>
    <message>
        <source>Check this machine&apos;s cable, Wi-Fi or VPN, and its gateway.</source>
        <translation>Проверьте кабель, Wi-Fi или VPN этого компьютера и его шлюз.</translation>
    </message>
    <message>
        <source>%1 did not answer within %2 s.</source>
        <translation>%1 не ответил за %2 с.</translation>
    </message>
    <message>
        <source>A firewall drops the packets, or the machine is off: open the port in the firewall, and try from a machine beside the server.</source>
        <translation>Пакеты отбрасывает межсетевой экран, или сервер выключен: откройте порт и попробуйте с компьютера рядом с сервером.</translation>
    </message>
    <message>
        <source>The proxy %1 of this machine does not connect to the server.</source>
        <translation>Прокси этого компьютера, %1, не соединяет с сервером.</translation>
    </message>
    <message>
        <source>Let this machine go to the server without the proxy (no_proxy), or let the proxy allow CONNECT to it.</source>
        <translation>Пусть компьютер ходит к серверу без прокси (no_proxy), или разрешите на прокси CONNECT к нему.</translation>
    </message>
    <message>
        <source>The connection failed: %1</source>
        <translation>Соединиться не удалось: %1</translation>
    </message>
    <message>
        <source>Not used: the address begins with http://.</source>
        <translation>Не используется: адрес начинается с http://.</translation>
    </message>
    <message>
        <source>%1, certificate of %2, good until %3.</source>
        <translation>%1, сертификат %2 действует до %3.</translation>
    </message>
    <message>
        <source>The certificate ends on %1.</source>
        <translation>Сертификат действует только до %1.</translation>
    </message>
    <message>
        <source>Renew it before that.</source>
        <translation>Обновите его до этого дня.</translation>
    </message>
    <message>
        <source>The certificate of %1 is signed by itself: nobody vouches for it.</source>
        <translation>Сертификат %1 подписан сам собой: за него никто не ручается.</translation>
    </message>
    <message>
        <source>Get one from an authority that this machine trusts, or put this one among its trusted ones (/usr/local/share/ca-certificates, then update-ca-certificates).</source>
        <translation>Получите сертификат у центра, которому этот компьютер доверяет, или внесите этот в доверенные (/usr/local/share/ca-certificates, затем update-ca-certificates).</translation>
    </message>
    <message>
        <source>This machine does not trust the certificate&apos;s issuer, %1.</source>
        <translation>Этот компьютер не доверяет тому, кто выдал сертификат: %1.</translation>
    </message>
    <message>
        <source>Let the server send the whole chain (fullchain.pem), or put the plant&apos;s own authority among this machine&apos;s trusted ones.</source>
        <translation>Пусть сервер отдаёт всю цепочку (fullchain.pem), или внесите центр сертификации предприятия в доверенные.</translation>
    </message>
    <message>
        <source>The certificate ended on %1.</source>
        <translation>Срок сертификата истёк %1.</translation>
    </message>
    <message>
        <source>Renew it. If that day is still to come, set this machine&apos;s clock.</source>
        <translation>Обновите его. Если этот день ещё не настал, поправьте часы компьютера.</translation>
    </message>
    <message>
        <source>The certificate begins on %1.</source>
        <translation>Сертификат начнёт действовать только %1.</translation>
    </message>
    <message>
        <source>Set this machine&apos;s clock.</source>
        <translation>Поправьте часы этого компьютера.</translation>
    </message>
    <message>
        <source>The certificate is for %1, not for %2.</source>
        <translation>Сертификат выдан для %1, а не для %2.</translation>
    </message>
    <message>
        <source>Use a name that it is for, or get one for this name.</source>
        <translation>Пользуйтесь именем, для которого он выдан, или получите сертификат для этого имени.</translation>
    </message>
    <message>
        <source>%1 speaks plain HTTP, not TLS.</source>
        <translation>%1 отвечает по простому HTTP, не по TLS.</translation>
    </message>
    <message>
        <source>Write http:// in the address, or give the port that speaks TLS.</source>
        <translation>Напишите в адресе http:// или укажите порт, на котором есть TLS.</translation>
    </message>
    <message>
        <source>TLS was not agreed on within %1 s.</source>
        <translation>Договориться о TLS за %1 с не удалось.</translation>
    </message>
    <message>
        <source>Something between takes the connection and keeps it: try from a machine beside the server.</source>
        <translation>Что-то на пути принимает соединение и держит его: попробуйте с компьютера рядом с сервером.</translation>
    </message>
    <message>
        <source>TLS failed: %1</source>
        <translation>Ошибка TLS: %1</translation>
    </message>
    <message>
        <source>vakhtad %1 answers and is well.</source>
        <translation>vakhtad %1 отвечает, у него всё в порядке.</translation>
    </message>
    <message>
        <source>vakhtad %1 answers, but is overloaded and lets clients wait.</source>
        <translation>vakhtad %1 отвечает, но перегружен и просит клиентов подождать.</translation>
    </message>
    <message>
        <source>Look at its log and at the load of its machine.</source>
        <translation>Посмотрите его журнал и нагрузку на его компьютер.</translation>
    </message>
    <message>
        <source>vakhtad %1 answers, but its database does not.</source>
        <translation>vakhtad %1 отвечает, а его база данных — нет.</translation>
    </message>
    <message>
        <source>Look at its log (journalctl -u vakhtad) and at its disk.</source>
        <translation>Посмотрите его журнал (journalctl -u vakhtad) и его диск.</translation>
    </message>
    <message>
        <source>vakhtad %1 is too old: %2 is needed.</source>
        <translation>vakhtad %1 слишком старый: нужен %2.</translation>
    </message>
    <message>
        <source>Update vakhtad.</source>
        <translation>Обновите vakhtad.</translation>
    </message>
    <message>
        <source>What answers at %1 is not HTTP.</source>
        <translation>По адресу %1 отвечает что-то, но не HTTP.</translation>
    </message>
    <message>
        <source>Check the port.</source>
        <translation>Проверьте порт.</translation>
    </message>
    <message>
        <source>%1 speaks TLS.</source>
        <translation>%1 отвечает по TLS.</translation>
    </message>
    <message>
        <source>Write https:// in the address.</source>
        <translation>Напишите в адресе https://.</translation>
    </message>
    <message>
        <source>The connection was taken, but nothing came over it for %1 s.</source>
        <translation>Соединение принято, но за %1 с по нему ничего не пришло.</translation>
    </message>
    <message>
        <source>Either the server hangs, or something between lets nothing through: ask it on its own machine (curl http://127.0.0.1:8000/health). If it answers there, look at the firewalls and proxies between.</source>
        <translation>Либо сервер завис, либо что-то на пути ничего не пропускает: спросите его на нём самом (curl http://127.0.0.1:8000/health). Если там он отвечает, проверьте межсетевые экраны и прокси на пути.</translation>
    </message>
    <message>
        <source>The connection was closed before the answer was there.</source>
        <translation>Соединение закрыли раньше, чем пришёл ответ.</translation>
    </message>
    <message>
        <source>Something between ends connections, or the server was just stopped: look at its log and at the proxy&apos;s.</source>
        <translation>Что-то на пути обрывает соединения, или сервер как раз остановили: посмотрите его журнал и журнал прокси.</translation>
    </message>
    <message>
        <source>Something answers (HTTP %1), but it is not vakhtad.</source>
        <translation>Кто-то отвечает (HTTP %1), но это не vakhtad.</translation>
    </message>
    <message>
        <source>Check address, port and path. A proxy has to pass everything on to vakhtad, as nginx.conf of the package does.</source>
        <translation>Проверьте адрес, порт и путь. Прокси должен передавать vakhtad всё, как в nginx.conf из пакета.</translation>
    </message>
    <message>
        <source>A proxy answers (HTTP %1), but does not reach vakhtad behind it.</source>
        <translation>Прокси отвечает (HTTP %1), но до vakhtad за ним не достаёт.</translation>
    </message>
    <message>
        <source>Start vakhtad, and check where the proxy passes to (proxy_pass).</source>
        <translation>Запустите vakhtad и проверьте, куда передаёт прокси (proxy_pass).</translation>
    </message>
    <message>
        <source>The server sends on to %1.</source>
        <translation>Сервер отсылает на %1.</translation>
    </message>
    <message>
        <source>Use that address.</source>
        <translation>Пользуйтесь этим адресом.</translation>
    </message>
    <message>
        <source>Something before vakhtad forbids it (HTTP %1).</source>
        <translation>Что-то перед vakhtad это запрещает (HTTP %1).</translation>
    </message>
    <message>
        <source>Whoever keeps the proxy or the firewall has to let this address through.</source>
        <translation>Администратор прокси или межсетевого экрана должен разрешить этот адрес.</translation>
    </message>
    <message>
        <source>With the token that is there.</source>
        <translation>С токеном, который уже есть.</translation>
    </message>
    <message>
        <source>%1 is logged in.</source>
        <translation>%1: вход выполнен.</translation>
    </message>
    <message>
        <source>The user name or the password is wrong.</source>
        <translation>Неверное имя пользователя или пароль.</translation>
    </message>
    <message>
        <source>Check the keyboard&apos;s layout and Caps Lock.</source>
        <translation>Проверьте раскладку клавиатуры и Caps Lock.</translation>
    </message>
    <message>
        <source>The account is switched off.</source>
        <translation>Учётная запись отключена.</translation>
    </message>
    <message>
        <source>An administrator has to switch it on.</source>
        <translation>Её должен включить администратор.</translation>
    </message>
    <message>
        <source>Too many failed logins from here.</source>
        <translation>Слишком много неудачных входов отсюда.</translation>
    </message>
    <message>
        <source>Wait five minutes.</source>
        <translation>Подождите пять минут.</translation>
    </message>
    <message>
        <source>Wait %1.</source>
        <translation>Подождите %1.</translation>
    </message>
    <message>
        <source>The login was answered with HTTP %1.</source>
        <translation>На вход ответили HTTP %1.</translation>
    </message>
    <message>
        <source>Look at the server&apos;s log and at the proxy&apos;s.</source>
        <translation>Посмотрите журналы сервера и прокси.</translation>
    </message>
    <message>
        <source>Good until %1; the clocks differ by %2.</source>
        <translation>Действует до %1; часы расходятся на %2.</translation>
    </message>
    <message>
        <source>The token has expired.</source>
        <translation>Срок токена истёк.</translation>
    </message>
    <message>
        <source>The token expired on %1.</source>
        <translation>Срок токена истёк %1.</translation>
    </message>
    <message>
        <source>Log in again; for scripts, print a fresh one (vakhtad token NAME).</source>
        <translation>Войдите снова; для скриптов получите новый (vakhtad token ИМЯ).</translation>
    </message>
    <message>
        <source>This is no access token.</source>
        <translation>Это не токен доступа.</translation>
    </message>
    <message>
        <source>Print one with vakhtad token NAME, on the server.</source>
        <translation>Получите его на сервере: vakhtad token ИМЯ.</translation>
    </message>
    <message>
        <source>This is a token of the kind &quot;%1&quot;, not an access token.</source>
        <translation>Это токен вида «%1», а не токен доступа.</translation>
    </message>
    <message>
        <source>Print one with vakhtad token NAME, without --refresh.</source>
        <translation>Получите его командой vakhtad token ИМЯ, без --refresh.</translation>
    </message>
    <message>
        <source>This machine&apos;s clock is %1 ahead of the server&apos;s.</source>
        <translation>Часы этого компьютера спешат относительно сервера на %1.</translation>
    </message>
    <message>
        <source>Let both machines set their clocks by the network (timedatectl set-ntp true).</source>
        <translation>Пусть оба компьютера сверяют часы по сети (timedatectl set-ntp true).</translation>
    </message>
    <message>
        <source>This machine&apos;s clock is %1 behind the server&apos;s.</source>
        <translation>Часы этого компьютера отстают от сервера на %1.</translation>
    </message>
    <message>
        <source>%1 (%2) of %3, branch %4.</source>
        <translation>%1 (%2), %3, филиал %4.</translation>
    </message>
    <message>
        <source>%1 (%2) of %3, every branch.</source>
        <translation>%1 (%2), %3, все филиалы.</translation>
    </message>
    <message>
        <source>The server does not know this token.</source>
        <translation>Сервер не знает этого токена.</translation>
    </message>
    <message>
        <source>It is another server&apos;s, or this one&apos;s key is a new one: log in again.</source>
        <translation>Он от другого сервера, или ключ этого сменился: войдите снова.</translation>
    </message>
    <message>
        <source>The Authorization header does not arrive at vakhtad.</source>
        <translation>Заголовок Authorization до vakhtad не доходит.</translation>
    </message>
    <message>
        <source>A proxy takes it out: let it pass Authorization on.</source>
        <translation>Его убирает прокси: пусть передаёт Authorization дальше.</translation>
    </message>
    <message>
        <source>The account belongs to %1 and never hears of %2.</source>
        <translation>Учётная запись относится к %1, события %2 ей не приходят.</translation>
    </message>
    <message>
        <source>Use an account of that company.</source>
        <translation>Нужна учётная запись той компании.</translation>
    </message>
    <message>
        <source>The account is of the branch %1 and never hears of %2.</source>
        <translation>Учётная запись филиала %1, события %2 ей не приходят.</translation>
    </message>
    <message>
        <source>Use an account of that branch, or one without a branch.</source>
        <translation>Нужна учётная запись того филиала или без филиала.</translation>
    </message>
    <message>
        <source>The question who this is was answered with HTTP %1.</source>
        <translation>На вопрос, кто это, ответили HTTP %1.</translation>
    </message>
    <message>
        <source>A poll that finds nothing new is answered with 304.</source>
        <translation>На опрос без новостей приходит ответ 304.</translation>
    </message>
    <message>
        <source>Polling works, but each poll carries its whole answer.</source>
        <translation>Опрос работает, но каждый раз приходит полный ответ.</translation>
    </message>
    <message>
        <source>A proxy takes out ETag or If-None-Match: let it pass both.</source>
        <translation>Прокси убирает ETag или If-None-Match: пусть передаёт оба.</translation>
    </message>
    <message>
        <source>A poll was answered with HTTP %1.</source>
        <translation>На опрос ответили HTTP %1.</translation>
    </message>
    <message>
        <source>For nginx: proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $vakhta_connection; as in nginx.conf of the package.</source>
        <translation>Для nginx: proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $vakhta_connection; как в nginx.conf из пакета.</translation>
    </message>
    <message>
        <source>The upgrade is accepted.</source>
        <translation>Переход на WebSocket принят.</translation>
    </message>
    <message>
        <source>Past the proxy the upgrade is accepted: what refuses it is the proxy.</source>
        <translation>Мимо прокси переход принят: отказывает именно прокси.</translation>
    </message>
    <message>
        <source>A proxy passes the request on without its Upgrade header.</source>
        <translation>Прокси передаёт запрос дальше без заголовка Upgrade.</translation>
    </message>
    <message>
        <source>Let it pass Upgrade and Connection on.</source>
        <translation>Пусть передаёт Upgrade и Connection.</translation>
    </message>
    <message>
        <source>The upgrade is answered as if it were a page (HTTP %1).</source>
        <translation>На переход отвечают, как на страницу (HTTP %1).</translation>
    </message>
    <message>
        <source>Something before vakhtad forbids the upgrade (HTTP %1), but not plain HTTP.</source>
        <translation>Что-то перед vakhtad запрещает переход (HTTP %1), а обычный HTTP — нет.</translation>
    </message>
    <message>
        <source>Whoever keeps the proxy or the firewall has to allow WebSocket to this address.</source>
        <translation>Администратор прокси или межсетевого экрана должен разрешить WebSocket к этому адресу.</translation>
    </message>
    <message>
        <source>The upgrade is answered with HTTP %1, plain HTTP is not.</source>
        <translation>На переход отвечают HTTP %1, хотя обычный HTTP проходит.</translation>
    </message>
    <message>
        <source>A proxy knows no WebSocket: switch it on there, or go past it.</source>
        <translation>Прокси не знает WebSocket: включите его там или идите мимо прокси.</translation>
    </message>
    <message>
        <source>There is no /api/v1/ws at this address.</source>
        <translation>По этому адресу нет /api/v1/ws.</translation>
    </message>
    <message>
        <source>Let the proxy pass everything on to vakhtad, not some paths only.</source>
        <translation>Пусть прокси передаёт vakhtad всё, а не только некоторые пути.</translation>
    </message>
    <message>
        <source>The upgrade was not answered within %1 s, plain HTTP is.</source>
        <translation>На переход за %1 с не ответили, хотя обычный HTTP проходит.</translation>
    </message>
    <message>
        <source>A firewall or a filter swallows it. Over TLS (https://) most of them let it through.</source>
        <translation>Его глотает межсетевой экран или фильтр. Через TLS (https://) большинство из них пропускает.</translation>
    </message>
    <message>
        <source>The connection is closed instead of upgraded, plain HTTP is answered.</source>
        <translation>Вместо перехода соединение закрывают, хотя обычный HTTP проходит.</translation>
    </message>
    <message>
        <source>A firewall or a filter ends it. Over TLS (https://) most of them let it through.</source>
        <translation>Его обрывает межсетевой экран или фильтр. Через TLS (https://) большинство из них пропускает.</translation>
    </message>
    <message>
        <source>The upgrade was answered by something that did not read it.</source>
        <translation>На переход ответил кто-то, кто его не читал.</translation>
    </message>
    <message>
        <source>This user, or this address, has too many connections open already.</source>
        <translation>У этого пользователя или адреса уже слишком много соединений.</translation>
    </message>
    <message>
        <source>Close desktops that are not needed, or raise sockets_per_user in [limits].</source>
        <translation>Закройте лишние программы или увеличьте sockets_per_user в [limits].</translation>
    </message>
    <message>
        <source>The server greets user number %1.</source>
        <translation>Сервер приветствует пользователя № %1.</translation>
    </message>
    <message>
        <source>The WebSocket is open, but the server&apos;s greeting did not come within %1 s.</source>
        <translation>WebSocket открыт, но приветствие сервера за %1 с не пришло.</translation>
    </message>
    <message>
        <source>A proxy holds back what the server sends (in nginx: proxy_buffering off), or a firewall lets only one direction through.</source>
        <translation>Прокси задерживает то, что шлёт сервер (в nginx: proxy_buffering off), или межсетевой экран пропускает только в одну сторону.</translation>
    </message>
    <message>
        <source>The server closed the WebSocket with the code %1.</source>
        <translation>Сервер закрыл WebSocket с кодом %1.</translation>
    </message>
    <message>
        <source>Its log says why.</source>
        <translation>Почему, сказано в его журнале.</translation>
    </message>
    <message>
        <source>The WebSocket ended: %1</source>
        <translation>WebSocket оборвался: %1</translation>
    </message>
    <message>
        <source>Something between ends it, or the server was just stopped.</source>
        <translation>Его обрывает что-то на пути, или сервер как раз остановили.</translation>
    </message>
    <message>
        <source>A ping is answered.</source>
        <translation>На пинг отвечают.</translation>
    </message>
    <message>
        <source>A ping was not answered within %1 s.</source>
        <translation>На пинг за %1 с не ответили.</translation>
    </message>
    <message>
        <source>What is sent from here does not arrive: a proxy or a firewall lets only one direction through.</source>
        <translation>Отправленное отсюда не доходит: прокси или межсетевой экран пропускает только в одну сторону.</translation>
    </message>
    <message>
        <source>The stream goes on from where polling was; topics: %1.</source>
        <translation>Поток продолжается с места опроса; темы: %1.</translation>
    </message>
    <message>
        <source>The stream begins anew instead of going on (%1).</source>
        <translation>Поток начинается заново, а не продолжается (%1).</translation>
    </message>
    <message>
        <source>Behind this address there are servers with different data: let all requests go to the same one.</source>
        <translation>За этим адресом стоят серверы с разными данными: пусть все запросы идут на один и тот же.</translation>
    </message>
    <message>
        <source>The stream did not begin within %1 s.</source>
        <translation>Поток не начался за %1 с.</translation>
    </message>
    <message>
        <source>Look at the server&apos;s log: its database may be overloaded.</source>
        <translation>Посмотрите журнал сервера: его база данных может быть перегружена.</translation>
    </message>
    <message>
        <source>This person (%1) never hears of: %2.</source>
        <translation>Этому человеку (%1) не приходит: %2.</translation>
    </message>
    <message>
        <source>An administrator has to give the account a role that reads it.</source>
        <translation>Администратор должен дать учётной записи роль, которая это читает.</translation>
    </message>
    <message>
        <source>An event came all the way back.</source>
        <translation>Событие дошло туда и обратно.</translation>
    </message>
    <message>
        <source>An event was sent to %1 sockets of this user, and did not come here.</source>
        <translation>Событие отправлено этому пользователю (соединений: %1), но сюда не пришло.</translation>
    </message>
    <message>
        <source>A proxy holds back what the server sends (in nginx: proxy_buffering off), or it goes to another server than the WebSocket.</source>
        <translation>Прокси задерживает то, что шлёт сервер (в nginx: proxy_buffering off), или передаёт запросы не тому серверу, что WebSocket.</translation>
    </message>
    <message>
        <source>This server cannot send an event to oneself.</source>
        <translation>Этот сервер не умеет отправить событие самому себе.</translation>
    </message>
    <message>
        <source>An event to oneself was asked for too often.</source>
        <translation>Событие самому себе просили слишком часто.</translation>
    </message>
    <message>
        <source>Wait a minute.</source>
        <translation>Подождите минуту.</translation>
    </message>
    <message>
        <source>An event to oneself was answered with HTTP %1.</source>
        <translation>На событие самому себе ответили HTTP %1.</translation>
    </message>
    <message>
        <source>Not looked at: an earlier step failed.</source>
        <translation>Не проверялось: не прошёл более ранний шаг.</translation>
    </message>
    <message>
        <source>Not looked at: this needs a login.</source>
        <translation>Не проверялось: нужен вход.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Соединение</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Сервер</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>Вход</translation>
    </message>
    <message>
        <source>Token, clocks</source>
        <translation>Токен и часы</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Учётная запись</translation>
    </message>
    <message>
        <source>Polling</source>
        <translation>Опрос</translation>
    </message>
    <message>
        <source>WebSocket</source>
        <translation>WebSocket</translation>
    </message>
    <message>
        <source>Past the proxy</source>
        <translation>Мимо прокси</translation>
    </message>
    <message>
        <source>Greeting</source>
        <translation>Приветствие</translation>
    </message>
    <message>
        <source>Ping</source>
        <translation>Пинг</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>Поток</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>Туда и обратно</translation>
    </message>
    <message>
        <source>Not looked at: this server does not have it.</source>
        <translation>Не проверялось: на этом сервере этого нет.</translation>
    </message>
    <message>
        <source>Should it be there, update vakhtad.</source>
        <translation>Если должно быть, обновите vakhtad.</translation>
    </message>
    <message>
        <source>The question which other sockets there are was answered with HTTP %1.</source>
        <translation>На вопрос, какие ещё есть сокеты, пришёл ответ HTTP %1.</translation>
    </message>
    <message>
        <source>The person&apos;s company has no branch %1.</source>
        <translation>В компании этого пользователя нет филиала %1.</translation>
    </message>
    <message>
        <source>%1 opens, answers a ping, and an event came all the way back.</source>
        <translation>%1 открывается, на ping отвечает, событие прошло весь путь обратно.</translation>
    </message>
    <message>
        <source>%1 opens, answers a ping, and an event to %2 came all the way back.</source>
        <translation>%1 открывается, на ping отвечает, событие для %2 прошло весь путь обратно.</translation>
    </message>
    <message>
        <source>%1 opens, answers a ping, and an event came all the way back. Without a token it stays shut (anonymous in %2).</source>
        <translation>%1 открывается, на ping отвечает, событие прошло весь путь обратно. Без токена не открывается (anonymous в %2).</translation>
    </message>
    <message>
        <source>%1 opens, answers a ping, and an event came all the way back. From this address it opens without a token too (anonymous in %2).</source>
        <translation>%1 открывается, на ping отвечает, событие прошло весь путь обратно. С этого адреса открывается и без токена (anonymous в %2).</translation>
    </message>
    <message>
        <source>Not looked at: %1 does not open to this person (%2).</source>
        <translation>Не проверялось: этому пользователю (%2) %1 не открывается.</translation>
    </message>
    <message>
        <source>Should it, an administrator has to give the account a role for it.</source>
        <translation>Если должен, администратору нужно дать учётной записи роль для него.</translation>
    </message>
    <message>
        <source>There is no %1 at this address.</source>
        <translation>По этому адресу нет %1.</translation>
    </message>
    <message>
        <source>%1 opens past the proxy, not through it.</source>
        <translation>%1 открывается в обход прокси, но не через него.</translation>
    </message>
    <message>
        <source>Let the proxy pass %1 on as it passes /api/v1/ws on.</source>
        <translation>Пусть прокси передаёт %1 так же, как /api/v1/ws.</translation>
    </message>
    <message>
        <source>%1 hears of the group %2, not of %3: the branch that was asked for is ignored.</source>
        <translation>%1 получает события группы %2, а не %3: запрошенный филиал не учтён.</translation>
    </message>
    <message>
        <source>branch_id counts only for a manager or an administrator who belongs to no branch: use such an account, or one of that branch. Should it be one, a proxy loses what stands after the question mark.</source>
        <translation>branch_id учитывается только для руководителя или администратора, который не относится ни к одному филиалу: возьмите такую учётную запись или запись этого филиала. Если она такая и есть, прокси теряет то, что стоит после вопросительного знака.</translation>
    </message>
    <message>
        <source>%1 is open, but its events do not go to this person.</source>
        <translation>%1 открыт, но его события этому пользователю не идут.</translation>
    </message>
    <message>
        <source>%1 is open, but hears nothing of the branch %2.</source>
        <translation>%1 открыт, но о филиале %2 ничего не сообщает.</translation>
    </message>
    <message>
        <source>Use an account of that branch, or one without a branch. If it is one, the socket is at another server than the rest: let all requests go to the same one.</source>
        <translation>Возьмите учётную запись этого филиала или без филиала. Если она такая и есть, сокет попадает на другой сервер, чем остальное: пусть все запросы идут на один.</translation>
    </message>
    <message>
        <source>%1 opens from this address without a login.</source>
        <translation>%1 открывается с этого адреса без входа.</translation>
    </message>
    <message>
        <source>%1 does not open without a login.</source>
        <translation>%1 без входа не открывается.</translation>
    </message>
    <message>
        <source>For clients that have none: anonymous in %1 of the configuration lets them in. Better is a token in their address (%2?token=…).</source>
        <translation>Для клиентов без входа: их впускает anonymous в %1 конфигурации. Лучше — токен в их адресе (%2?token=…).</translation>
    </message>
    <message>
        <source>Something between answers in vakhtad&apos;s place: let it pass WebSockets on.</source>
        <translation>Кто-то на пути отвечает вместо vakhtad: пусть передаёт WebSocket дальше.</translation>
    </message>
    <message>
        <source>A cache stands between: let it leave WebSockets alone.</source>
        <translation>На пути стоит кэш: пусть не трогает WebSocket.</translation>
    </message>
    <message>
        <source>Café, orders</source>
        <translation>Кафе, заказы</translation>
    </message>
    <message>
        <source>Café, tables</source>
        <translation>Кафе, столы</translation>
    </message>
    <message>
        <source>Café, kitchen</source>
        <translation>Кафе, кухня</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>График</translation>
    </message>
    <message>
        <source>Tickets</source>
        <translation>Заявки</translation>
    </message>
    <message>
        <source>Check how it is written.</source>
        <translation>Проверьте, как он пишется.</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>no data yet</source>
        <translation>данных ещё нет</translation>
    </message>
    <message>
        <source>as of %1</source>
        <extracomment>age of data: «на 14:02»</extracomment>
        <translation>на %1</translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 с</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 мин</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 ч %2 мин</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 ч</translation>
    </message>
    <message>
        <source>%1 d</source>
        <comment>days</comment>
        <translation>%1 дн.</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>percent</comment>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>Outbox</name>
    <message>
        <source>timesheet no. %1</source>
        <translation>табель № %1</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Подтвердить</translation>
    </message>
    <message>
        <source>Shelve</source>
        <translation>Отложить</translation>
    </message>
    <message>
        <source>Unshelve</source>
        <translation>Вернуть</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Сбросить</translation>
    </message>
    <message>
        <source>Suppress</source>
        <translation>Подавить</translation>
    </message>
    <message>
        <source>End the suppression</source>
        <translation>Снять подавление</translation>
    </message>
    <message>
        <source>Take out of service</source>
        <translation>Вывести из работы</translation>
    </message>
    <message>
        <source>Return to service</source>
        <translation>Вернуть в работу</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>Отметить прочитанным</translation>
    </message>
    <message>
        <source>Mark all notifications as read</source>
        <translation>Отметить все уведомления прочитанными</translation>
    </message>
    <message>
        <source>Delete the notification</source>
        <translation>Удалить уведомление</translation>
    </message>
    <message>
        <source>Set the budget</source>
        <translation>Задать бюджет</translation>
    </message>
    <message>
        <source>Post a cost</source>
        <translation>Провести затрату</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Комментарий</translation>
    </message>
    <message>
        <source>Hand in</source>
        <translation>Сдать</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Утвердить</translation>
    </message>
    <message>
        <source>Hand back</source>
        <translation>На исправление</translation>
    </message>
    <message>
        <source>Cancel</source>
        <comment>a timesheet</comment>
        <translation>Отменить</translation>
    </message>
    <message>
        <source>A change</source>
        <translation>Изменение</translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 and %n more</source>
        <comment>a deed and what it is done to</comment>
        <translation>
            <numerusform>%1: %2 и ещё %n</numerusform>
            <numerusform>%1: %2 и ещё %n</numerusform>
            <numerusform>%1: %2 и ещё %n</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a deed and what it is done to</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Nobody knows whether it reached the server. Look first, then do it again if need be.</source>
        <translation>Неизвестно, дошло ли это до сервера. Сначала посмотрите, потом повторите, если нужно.</translation>
    </message>
    <message>
        <source>Somebody was faster: it has changed meanwhile.</source>
        <translation>Кто-то успел раньше: запись тем временем изменилась.</translation>
    </message>
    <message>
        <source>Your role does not allow this.</source>
        <translation>Ваша роль этого не позволяет.</translation>
    </message>
    <message>
        <source>It does not exist any more.</source>
        <translation>Этого больше нет.</translation>
    </message>
    <message>
        <source>In the state it is in now, this cannot be done.</source>
        <translation>В нынешнем состоянии это сделать нельзя.</translation>
    </message>
    <message>
        <source>The server found a mistake in it.</source>
        <translation>Сервер нашёл в этом ошибку.</translation>
    </message>
    <message>
        <source>The server did not take it (%1).</source>
        <translation>Сервер этого не принял (%1).</translation>
    </message>
    <message>
        <source>Ask for help</source>
        <translation>Новая заявка</translation>
    </message>
    <message>
        <source>Take</source>
        <comment>a ticket</comment>
        <translation>Взять в работу</translation>
    </message>
    <message>
        <source>Assign</source>
        <comment>a ticket</comment>
        <translation>Назначить</translation>
    </message>
    <message>
        <source>Resolve</source>
        <comment>a ticket</comment>
        <translation>Решена</translation>
    </message>
    <message>
        <source>Close</source>
        <comment>a ticket or an order</comment>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Open again</source>
        <comment>a ticket or an order</comment>
        <translation>Открыть снова</translation>
    </message>
    <message>
        <source>table %1</source>
        <translation>стол %1</translation>
    </message>
    <message>
        <source>order no. %1</source>
        <translation>заказ № %1</translation>
    </message>
    <message>
        <source>Take the payment</source>
        <translation>Принять оплату</translation>
    </message>
    <message>
        <source>Cancel the order</source>
        <translation>Отменить заказ</translation>
    </message>
    <message>
        <source>Move the guests</source>
        <translation>Пересадить гостей</translation>
    </message>
    <message>
        <source>Take the dish</source>
        <translation>Взять блюдо</translation>
    </message>
    <message>
        <source>Call the dish ready</source>
        <translation>Отметить блюдо готовым</translation>
    </message>
    <message>
        <source>Put the dish on the table</source>
        <translation>Подать блюдо</translation>
    </message>
    <message>
        <source>Place on the hall&apos;s map</source>
        <translation>Поставить на план зала</translation>
    </message>
    <message>
        <source>Mark the readiness</source>
        <translation>Отметить готовность</translation>
    </message>
    <message>
        <source>Enter a day&apos;s work</source>
        <translation>Внести работу за день</translation>
    </message>
    <message>
        <source>Take back a day&apos;s work</source>
        <translation>Убрать работу за день</translation>
    </message>
    <message>
        <source>Plan for the month</source>
        <translation>План на месяц</translation>
    </message>
</context>
<context>
    <name>Plan</name>
    <message>
        <source>not needed</source>
        <comment>an item of a task&apos;s checklist</comment>
        <translation>не требуется</translation>
    </message>
    <message>
        <source>not looked at</source>
        <comment>an item of a task&apos;s checklist</comment>
        <translation>не проверено</translation>
    </message>
    <message>
        <source>missing</source>
        <comment>an item of a task&apos;s checklist</comment>
        <translation>нет</translation>
    </message>
    <message>
        <source>in part</source>
        <comment>an item of a task&apos;s checklist</comment>
        <translation>частично</translation>
    </message>
    <message>
        <source>ready</source>
        <comment>an item of a task&apos;s checklist</comment>
        <translation>готово</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>Starting.</source>
        <translation>Запуск.</translation>
    </message>
    <message>
        <source>The WebSocket delivers.</source>
        <translation>Данные идут по WebSocket.</translation>
    </message>
    <message>
        <source>The server answers polls.</source>
        <translation>Сервер отвечает на опрос.</translation>
    </message>
    <message>
        <source>The WebSocket did not greet in time.</source>
        <translation>WebSocket не ответил вовремя.</translation>
    </message>
    <message>
        <source>There is no WebSocket on this way: a proxy or the server refused it.</source>
        <translation>На этом пути нет WebSocket: отказал прокси или сервер.</translation>
    </message>
    <message>
        <source>The WebSocket stopped answering.</source>
        <translation>WebSocket перестал отвечать.</translation>
    </message>
    <message>
        <source>The server closed the WebSocket for a moment.</source>
        <translation>Сервер ненадолго закрыл WebSocket.</translation>
    </message>
    <message>
        <source>The connection was lost.</source>
        <translation>Соединение потеряно.</translation>
    </message>
    <message>
        <source>The server sent something that was not understood.</source>
        <translation>Сервер прислал то, что не удалось понять.</translation>
    </message>
    <message>
        <source>The server cannot be reached.</source>
        <translation>Сервер недоступен.</translation>
    </message>
    <message>
        <source>The server is busy and asked to wait.</source>
        <translation>Сервер занят и просит подождать.</translation>
    </message>
    <message>
        <source>You need to sign in again.</source>
        <translation>Нужно войти снова.</translation>
    </message>
    <message>
        <source>The server refused this account. No more attempts are made.</source>
        <translation>Сервер отказал этой учётной записи. Попыток больше не будет.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Остановлено.</translation>
    </message>
    <message>
        <source>HTTP polling</source>
        <translation>Опрос по HTTP</translation>
    </message>
    <message>
        <source>None</source>
        <comment>transport</comment>
        <translation>Нет</translation>
    </message>
    <message>
        <source>Sign in to see your plant.</source>
        <translation>Войдите, чтобы увидеть своё предприятие.</translation>
    </message>
    <message>
        <source>Your session has ended. What is on the screen stays, but does not change until you sign in.</source>
        <translation>Сеанс закончился. Всё на экране остаётся, но не обновится, пока вы не войдёте.</translation>
    </message>
    <message>
        <source>This account is closed. Ask an administrator, or sign in as someone else.</source>
        <translation>Эта учётная запись закрыта. Обратитесь к администратору или войдите под другим именем.</translation>
    </message>
    <message>
        <source>You have signed out.</source>
        <translation>Вы вышли.</translation>
    </message>
    <message>
        <source>The user name or the password is wrong.</source>
        <translation>Неверное имя или пароль.</translation>
    </message>
    <message>
        <source>This account is switched off.</source>
        <translation>Эта учётная запись отключена.</translation>
    </message>
    <message>
        <source>The server cannot be reached. Check its address and the network.</source>
        <translation>Сервер недоступен. Проверьте адрес и сеть.</translation>
    </message>
    <message>
        <source>Too many attempts. Wait a minute and try again.</source>
        <translation>Слишком много попыток. Подождите минуту и попробуйте снова.</translation>
    </message>
    <message>
        <source>There is a server at this address, but not one of Vakhta&apos;s.</source>
        <translation>По этому адресу есть сервер, но это не сервер «Вахты».</translation>
    </message>
    <message>
        <source>%1 calls the master</source>
        <translation>Вызов мастера: %1</translation>
    </message>
    <message>
        <source>%1 is still waiting for the master</source>
        <translation>Всё ещё ждёт мастера: %1</translation>
    </message>
    <message>
        <source>The master has come to %1</source>
        <translation>Мастер пришёл: %1</translation>
    </message>
    <message>
        <source>%1 has stopped</source>
        <translation>Остановка: %1</translation>
    </message>
    <message>
        <source>Access denied: unknown card</source>
        <translation>Доступ запрещён: неизвестная карта</translation>
    </message>
    <message>
        <source>Access denied: %1</source>
        <translation>Доступ запрещён: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n came late</source>
        <translation>
            <numerusform>Опоздал %n человек</numerusform>
            <numerusform>Опоздали %n человека</numerusform>
            <numerusform>Опоздали %n человек</numerusform>
        </translation>
    </message>
    <message>
        <source>The last: %1</source>
        <translation>Последним: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n missed</source>
        <comment>events while away</comment>
        <translation>
            <numerusform>%n пропущено</numerusform>
            <numerusform>%n пропущено</numerusform>
            <numerusform>%n пропущено</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n still active</source>
        <translation>
            <numerusform>%n ещё активно</numerusform>
            <numerusform>%n ещё активны</numerusform>
            <numerusform>%n ещё активны</numerusform>
        </translation>
    </message>
    <message>
        <source>None of them is active any more</source>
        <translation>Ни одно уже не активно</translation>
    </message>
    <message>
        <source>Many alerts at once</source>
        <translation>Много сигналов сразу</translation>
    </message>
    <message numerus="yes">
        <source>%n held back; all of them are in the list</source>
        <translation>
            <numerusform>%n не показан; все есть в списке</numerusform>
            <numerusform>%n не показаны; все есть в списке</numerusform>
            <numerusform>%n не показаны; все есть в списке</numerusform>
        </translation>
    </message>
    <message>
        <source>Ticket no. %1: %2</source>
        <translation>Заявка № %1: %2</translation>
    </message>
    <message>
        <source>A dish is ready</source>
        <translation>Блюдо готово</translation>
    </message>
    <message>
        <source>Table %1: a dish is ready</source>
        <translation>Стол %1: блюдо готово</translation>
    </message>
</context>
<context>
    <name>Sign</name>
    <message>
        <source>Working</source>
        <translation>Работает</translation>
    </message>
    <message>
        <source>Idle</source>
        <comment>machine</comment>
        <translation>Простой</translation>
    </message>
    <message>
        <source>In repair</source>
        <translation>В ремонте</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Остановлен</translation>
    </message>
    <message>
        <source>None</source>
        <comment>call of the master</comment>
        <translation>Нет</translation>
    </message>
    <message>
        <source>Waiting</source>
        <comment>call of the master</comment>
        <translation>Ожидает</translation>
    </message>
    <message>
        <source>In progress</source>
        <comment>call of the master</comment>
        <translation>В работе</translation>
    </message>
    <message>
        <source>Completed</source>
        <comment>call of the master</comment>
        <translation>Завершён</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>Присутствует</translation>
    </message>
    <message>
        <source>Absent</source>
        <translation>Отсутствует</translation>
    </message>
    <message>
        <source>Sick leave</source>
        <translation>Больничный</translation>
    </message>
    <message>
        <source>Vacation</source>
        <translation>Отпуск</translation>
    </message>
    <message>
        <source>Partial day</source>
        <translation>Неполный день</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>Опоздание</translation>
    </message>
    <message>
        <source>Left early</source>
        <translation>Ранний уход</translation>
    </message>
    <message>
        <source>Other</source>
        <comment>status of a day</comment>
        <translation>Другое</translation>
    </message>
    <message>
        <source>Denied</source>
        <translation>Отказ</translation>
    </message>
    <message>
        <source>Granted</source>
        <translation>Разрешён</translation>
    </message>
    <message>
        <source>In</source>
        <comment>passed in</comment>
        <translation>Вход</translation>
    </message>
    <message>
        <source>Out</source>
        <comment>passed out</comment>
        <translation>Выход</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Критический</translation>
    </message>
    <message>
        <source>High</source>
        <comment>priority</comment>
        <translation>Высокий</translation>
    </message>
    <message>
        <source>Medium</source>
        <comment>priority</comment>
        <translation>Средний</translation>
    </message>
    <message>
        <source>Low</source>
        <comment>priority</comment>
        <translation>Низкий</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Подключение</translation>
    </message>
    <message>
        <source>Online · WebSocket</source>
        <translation>Онлайн · WebSocket</translation>
    </message>
    <message numerus="yes">
        <source>Polling every %n s</source>
        <translation>
            <numerusform>Опрос каждую %n с</numerusform>
            <numerusform>Опрос каждые %n с</numerusform>
            <numerusform>Опрос каждые %n с</numerusform>
        </translation>
    </message>
    <message>
        <source>No link</source>
        <translation>Нет связи</translation>
    </message>
    <message>
        <source>Normal</source>
        <comment>alarm</comment>
        <translation>В норме</translation>
    </message>
    <message>
        <source>Unacknowledged</source>
        <comment>alarm</comment>
        <translation>Не подтверждена</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <comment>alarm</comment>
        <translation>Подтверждена</translation>
    </message>
    <message>
        <source>Over, unacknowledged</source>
        <comment>alarm</comment>
        <translation>Прошла, не подтв.</translation>
    </message>
    <message>
        <source>Shelved</source>
        <comment>alarm</comment>
        <translation>Отложена</translation>
    </message>
    <message>
        <source>Suppressed by design</source>
        <comment>alarm</comment>
        <translation>Подавлена</translation>
    </message>
    <message>
        <source>Out of service</source>
        <comment>alarm</comment>
        <translation>Выведена</translation>
    </message>
    <message>
        <source>Draft</source>
        <comment>timesheet</comment>
        <translation>Черновик</translation>
    </message>
    <message>
        <source>Under review</source>
        <comment>timesheet</comment>
        <translation>На проверке</translation>
    </message>
    <message>
        <source>Handed back</source>
        <comment>timesheet</comment>
        <translation>На исправлении</translation>
    </message>
    <message>
        <source>Approved</source>
        <comment>timesheet</comment>
        <translation>Утверждён</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <comment>timesheet</comment>
        <translation>Отменён</translation>
    </message>
    <message>
        <source>Open</source>
        <comment>ticket</comment>
        <translation>Открыта</translation>
    </message>
    <message>
        <source>In progress</source>
        <comment>ticket</comment>
        <translation>В работе</translation>
    </message>
    <message>
        <source>Resolved</source>
        <comment>ticket</comment>
        <translation>Решена</translation>
    </message>
    <message>
        <source>Closed</source>
        <comment>ticket</comment>
        <translation>Закрыта</translation>
    </message>
    <message>
        <source>Low</source>
        <comment>ticket</comment>
        <translation>Низкий</translation>
    </message>
    <message>
        <source>Medium</source>
        <comment>ticket</comment>
        <translation>Средний</translation>
    </message>
    <message>
        <source>High</source>
        <comment>ticket</comment>
        <translation>Высокий</translation>
    </message>
    <message>
        <source>Urgent</source>
        <comment>ticket</comment>
        <translation>Срочный</translation>
    </message>
    <message>
        <source>In time</source>
        <comment>a dish</comment>
        <translation>Вовремя</translation>
    </message>
    <message>
        <source>Slow</source>
        <comment>a dish</comment>
        <translation>Медленно</translation>
    </message>
    <message>
        <source>Late</source>
        <comment>a dish</comment>
        <translation>Опаздывает</translation>
    </message>
    <message>
        <source>Paid</source>
        <comment>an order</comment>
        <translation>Оплачен</translation>
    </message>
    <message>
        <source>Open</source>
        <comment>an order</comment>
        <translation>Открыт</translation>
    </message>
    <message>
        <source>Closed</source>
        <comment>an order</comment>
        <translation>Закрыт</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <comment>an order</comment>
        <translation>Отменён</translation>
    </message>
    <message>
        <source>Served</source>
        <comment>a dish</comment>
        <translation>Подано</translation>
    </message>
    <message>
        <source>Waits for a cook</source>
        <comment>a dish</comment>
        <translation>Ждёт повара</translation>
    </message>
    <message>
        <source>Being cooked</source>
        <comment>a dish</comment>
        <translation>Готовится</translation>
    </message>
    <message>
        <source>Ready</source>
        <comment>a dish</comment>
        <translation>Готово</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <comment>a dish</comment>
        <translation>Отменено</translation>
    </message>
    <message>
        <source>Not paid</source>
        <translation>Не оплачен</translation>
    </message>
    <message>
        <source>Cash</source>
        <comment>payment</comment>
        <translation>Наличные</translation>
    </message>
    <message>
        <source>Card</source>
        <comment>payment</comment>
        <translation>Карта</translation>
    </message>
    <message>
        <source>Transfer</source>
        <comment>payment</comment>
        <translation>Перевод</translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation>Не принято</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>Не отправлено</translation>
    </message>
</context>
<context>
    <name>Table</name>
    <message>
        <source>Free</source>
        <comment>a table</comment>
        <translation>Свободен</translation>
    </message>
    <message>
        <source>Busy</source>
        <comment>a table</comment>
        <translation>Занят</translation>
    </message>
    <message>
        <source>Waits</source>
        <comment>a table, for its food</comment>
        <translation>Ждёт еду</translation>
    </message>
    <message>
        <source>To pay</source>
        <comment>a table</comment>
        <translation>К оплате</translation>
    </message>
    <message>
        <source>Waits long</source>
        <comment>a table, for its food</comment>
        <translation>Долго ждёт</translation>
    </message>
    <message>
        <source>Dish ready</source>
        <comment>a table</comment>
        <translation>Блюдо готово</translation>
    </message>
    <message>
        <source>Paid</source>
        <comment>a table</comment>
        <translation>Оплачен</translation>
    </message>
    <message>
        <source>Table %1</source>
        <translation>Стол %1</translation>
    </message>
    <message numerus="yes">
        <source>%n places</source>
        <translation>
            <numerusform>%n место</numerusform>
            <numerusform>%n места</numerusform>
            <numerusform>%n мест</numerusform>
        </translation>
    </message>
    <message>
        <source>Booked</source>
        <comment>a table</comment>
        <translation>Бронь</translation>
    </message>
    <message>
        <source>expected at %1</source>
        <comment>guests</comment>
        <translation>ждут в %1</translation>
    </message>
</context>
<context>
    <name>Tickets</name>
    <message>
        <source>Hardware</source>
        <translation>Оборудование</translation>
    </message>
    <message>
        <source>Software</source>
        <translation>Программы</translation>
    </message>
    <message>
        <source>Network, internet</source>
        <translation>Сеть и интернет</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Учётная запись</translation>
    </message>
    <message>
        <source>Other</source>
        <comment>category</comment>
        <translation>Другое</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>Взять</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>Решена</translation>
    </message>
    <message>
        <source>Close</source>
        <comment>a ticket</comment>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Asked for help</source>
        <translation>Подана заявка</translation>
    </message>
    <message>
        <source>Status: %1 → %2</source>
        <translation>Статус: %1 → %2</translation>
    </message>
    <message>
        <source>Nobody&apos;s any more</source>
        <translation>Исполнитель снят</translation>
    </message>
    <message>
        <source>Given to: %1</source>
        <translation>Назначена: %1</translation>
    </message>
    <message>
        <source>no. %1</source>
        <comment>ticket</comment>
        <translation>№ %1</translation>
    </message>
</context>
<context>
    <name>ui::AccessPanel</name>
    <message>
        <source>Person or card</source>
        <translation>Человек или карта</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>События</translation>
    </message>
    <message>
        <source>Nobody is inside</source>
        <translation>Внутри никого</translation>
    </message>
    <message>
        <source>People appear here when they pass a gate.</source>
        <translation>Люди появляются здесь, когда проходят проходную.</translation>
    </message>
    <message>
        <source>No card has been read yet</source>
        <translation>Ни одной карты ещё не было</translation>
    </message>
    <message>
        <source>Every card at a gate or a reader appears here.</source>
        <translation>Здесь появляется каждая карта с проходной и считывателей.</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Доступ</translation>
    </message>
    <message>
        <source>Inside: %1</source>
        <translation>Внутри: %1</translation>
    </message>
    <message>
        <source>inside</source>
        <translation>внутри</translation>
    </message>
    <message>
        <source>outside</source>
        <translation>снаружи</translation>
    </message>
    <message>
        <source>People inside</source>
        <translation>Людей внутри</translation>
    </message>
</context>
<context>
    <name>ui::AgeingBars</name>
    <message>
        <source>Age of what waits</source>
        <translation>Возраст ожидающих</translation>
    </message>
</context>
<context>
    <name>ui::AlarmDetail</name>
    <message>
        <source>Open the record</source>
        <translation>Открыть запись</translation>
    </message>
    <message>
        <source>The chosen alarm</source>
        <translation>Выбранная тревога</translation>
    </message>
    <message>
        <source>Choose an alarm to see it whole</source>
        <translation>Выберите тревогу, чтобы увидеть её целиком</translation>
    </message>
    <message>
        <source>Began at %1, %2 ago</source>
        <translation>Началась в %1, %2 назад</translation>
    </message>
    <message numerus="yes">
        <source>Came %n times, the last at %1</source>
        <translation>
            <numerusform>Приходила %n раз, последний — в %1</numerusform>
            <numerusform>Приходила %n раза, последний — в %1</numerusform>
            <numerusform>Приходила %n раз, последний — в %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Its cause still holds</source>
        <translation>Причина сохраняется</translation>
    </message>
    <message>
        <source>Its cause is gone</source>
        <translation>Причина устранена</translation>
    </message>
    <message numerus="yes">
        <source>Passed on %n times, because nobody answered</source>
        <translation>
            <numerusform>Передана дальше %n раз: никто не ответил</numerusform>
            <numerusform>Передана дальше %n раза: никто не ответил</numerusform>
            <numerusform>Передана дальше %n раз: никто не ответил</numerusform>
        </translation>
    </message>
    <message>
        <source>Acknowledged at %1 by %2</source>
        <translation>Подтверждена в %1: %2</translation>
    </message>
    <message>
        <source>the server itself</source>
        <translation>сам сервер</translation>
    </message>
    <message>
        <source>Shelved until %1 by %2</source>
        <translation>Отложена до %1: %2</translation>
    </message>
    <message>
        <source>%1 since %2 by %3</source>
        <translation>%1 с %2: %3</translation>
    </message>
</context>
<context>
    <name>ui::AlarmHealthPage</name>
    <message>
        <source>acceptable</source>
        <comment>rate of alarms</comment>
        <translation>приемлемо</translation>
    </message>
    <message>
        <source>manageable</source>
        <comment>rate of alarms</comment>
        <translation>посильно</translation>
    </message>
    <message>
        <source>too demanding</source>
        <comment>rate of alarms</comment>
        <translation>чрезмерно</translation>
    </message>
    <message>
        <source>unacceptable</source>
        <comment>rate of alarms</comment>
        <translation>недопустимо</translation>
    </message>
    <message>
        <source>Count again</source>
        <translation>Пересчитать</translation>
    </message>
    <message>
        <source>Per 10 minutes</source>
        <translation>За 10 минут</translation>
    </message>
    <message>
        <source>Per hour</source>
        <translation>За час</translation>
    </message>
    <message>
        <source>Per day</source>
        <translation>За сутки</translation>
    </message>
    <message>
        <source>Most in 10 minutes</source>
        <translation>Пик за 10 мин</translation>
    </message>
    <message>
        <source>Time in flood</source>
        <translation>Время в лавине</translation>
    </message>
    <message>
        <source>No alarm comes three times within a minute.</source>
        <translation>Ни одна тревога не приходит трижды за минуту.</translation>
    </message>
    <message>
        <source>No alarm has been open for more than a day.</source>
        <translation>Ни одна тревога не открыта дольше суток.</translation>
    </message>
    <message>
        <source>Where most of them come from</source>
        <translation>Откуда их больше всего</translation>
    </message>
    <message>
        <source>Chattering</source>
        <translation>Дребезжат</translation>
    </message>
    <message>
        <source>Open for more than a day</source>
        <translation>Открыты дольше суток</translation>
    </message>
    <message>
        <source>No alarms in this time</source>
        <translation>За это время тревог не было</translation>
    </message>
    <message>
        <source>8 hours</source>
        <translation>8 часов</translation>
    </message>
    <message>
        <source>24 hours</source>
        <translation>24 часа</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 дней</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 дней</translation>
    </message>
    <message>
        <source>By priority</source>
        <translation>По важности</translation>
    </message>
    <message>
        <source>The server is counting.</source>
        <translation>Сервер считает.</translation>
    </message>
    <message>
        <source>The figures are with the server</source>
        <translation>Показатели на сервере</translation>
    </message>
    <message>
        <source>They are shown when there is a link.</source>
        <translation>Они появятся, когда будет связь.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Повторить</translation>
    </message>
    <message numerus="yes">
        <source>%n alarms</source>
        <translation>
            <numerusform>%n тревога</numerusform>
            <numerusform>%n тревоги</numerusform>
            <numerusform>%n тревог</numerusform>
        </translation>
    </message>
    <message>
        <source>counted at %1</source>
        <translation>на %1</translation>
    </message>
    <message>
        <source>These make %1 of all: mend them first.</source>
        <translation>Они дают %1 всех тревог: начните с них.</translation>
    </message>
    <message numerus="yes">
        <source>%n times</source>
        <comment>chattering</comment>
        <translation>
            <numerusform>%n раз</numerusform>
            <numerusform>%n раза</numerusform>
            <numerusform>%n раз</numerusform>
        </translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>не больше %1</translation>
    </message>
    <message numerus="yes">
        <source>%n floods</source>
        <translation>
            <numerusform>%n лавина</numerusform>
            <numerusform>%n лавины</numerusform>
            <numerusform>%n лавин</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::AlarmsPanel</name>
    <message>
        <source>Alarm or person</source>
        <translation>Тревога или человек</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>Не отправлено</translation>
    </message>
    <message>
        <source>No alarms</source>
        <translation>Тревог нет</translation>
    </message>
    <message>
        <source>Nothing in the plant wants an answer.</source>
        <translation>На фабрике ничто не требует ответа.</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>Тревоги</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Подтвердить</translation>
    </message>
    <message>
        <source>Shelve</source>
        <translation>Отложить</translation>
    </message>
    <message>
        <source>Open</source>
        <comment>alarms</comment>
        <translation>Открытые</translation>
    </message>
    <message>
        <source>Unacknowledged</source>
        <comment>alarms</comment>
        <translation>Не подтверждены</translation>
    </message>
    <message>
        <source>Shelved</source>
        <comment>alarms</comment>
        <translation>Отложены</translation>
    </message>
    <message>
        <source>How well the alarms serve</source>
        <translation>Качество сигнализации</translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation>Не принято</translation>
    </message>
    <message>
        <source>Figures</source>
        <comment>of alarms</comment>
        <translation>Показатели</translation>
    </message>
    <message>
        <source>Unshelve</source>
        <translation>Вернуть</translation>
    </message>
    <message>
        <source>Nothing waits for an answer</source>
        <translation>Ничто не ждёт ответа</translation>
    </message>
    <message>
        <source>What is still going on stands under Open.</source>
        <translation>То, что ещё длится, — на вкладке «Открытые».</translation>
    </message>
    <message>
        <source>Nothing is shelved</source>
        <translation>Ничего не отложено</translation>
    </message>
    <message>
        <source>What is put aside stands here until its time is over.</source>
        <translation>Отложенное остаётся здесь, пока не истечёт его срок.</translation>
    </message>
</context>
<context>
    <name>ui::AlertDesk</name>
    <message>
        <source>Not accepted: %1</source>
        <translation>Не принято: %1</translation>
    </message>
    <message>
        <source>Read</source>
        <comment>mark as read</comment>
        <translation>Прочитано</translation>
    </message>
</context>
<context>
    <name>ui::AssignBar</name>
    <message>
        <source>Assign</source>
        <translation>Назначить</translation>
    </message>
    <message>
        <source>Who is to do it</source>
        <translation>Исполнитель</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Никто</translation>
    </message>
</context>
<context>
    <name>ui::AttentionModel</name>
    <message>
        <source>Waits for the master · %1</source>
        <translation>Ждёт мастера · %1</translation>
    </message>
</context>
<context>
    <name>ui::BellButton</name>
    <message>
        <source>Notifications</source>
        <translation>Уведомления</translation>
    </message>
    <message numerus="yes">
        <source>Notifications, %n unread</source>
        <translation>
            <numerusform>Уведомления, %n непрочитанное</numerusform>
            <numerusform>Уведомления, %n непрочитанных</numerusform>
            <numerusform>Уведомления, %n непрочитанных</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::BudgetDetail</name>
    <message>
        <source>Too little was spent to say more</source>
        <translation>Трат слишком мало, чтобы сказать больше</translation>
    </message>
    <message>
        <source>%1 left of %2</source>
        <translation>Осталось %1 из %2</translation>
    </message>
    <message>
        <source>%1 over the budget of %2</source>
        <translation>%1 сверх бюджета %2</translation>
    </message>
    <message>
        <source>No budget is set</source>
        <translation>Бюджет не задан</translation>
    </message>
    <message>
        <source>%1 a day</source>
        <translation>%1 в день</translation>
    </message>
    <message>
        <source>80 % on %1</source>
        <translation>80 % — %1</translation>
    </message>
    <message>
        <source>100 % on %1</source>
        <translation>100 % — %1</translation>
    </message>
</context>
<context>
    <name>ui::BudgetsPanel</name>
    <message>
        <source>Object or customer</source>
        <translation>Объект, заказчик</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>Объекты</translation>
    </message>
    <message>
        <source>From 80 %</source>
        <translation>От 80 %</translation>
    </message>
    <message>
        <source>Over budget</source>
        <translation>Сверх бюджета</translation>
    </message>
    <message>
        <source>Spent in all</source>
        <translation>Израсходовано</translation>
    </message>
    <message>
        <source>No objects yet</source>
        <translation>Объектов ещё нет</translation>
    </message>
    <message>
        <source>An administrator adds them; they appear here by themselves.</source>
        <translation>Их добавляет администратор; здесь они появятся сами.</translation>
    </message>
    <message>
        <source>Costs</source>
        <translation>Расходы</translation>
    </message>
    <message>
        <source>No costs</source>
        <translation>Расходов нет</translation>
    </message>
    <message>
        <source>What is posted to the object appears here at once.</source>
        <translation>Всё, что спишут на объект, сразу появится здесь.</translation>
    </message>
    <message>
        <source>Budgets</source>
        <translation>Бюджеты</translation>
    </message>
    <message numerus="yes">
        <source>%n with a budget</source>
        <translation>
            <numerusform>с бюджетом %n</numerusform>
            <numerusform>с бюджетом %n</numerusform>
            <numerusform>с бюджетом %n</numerusform>
        </translation>
    </message>
    <message>
        <source>and below 100 %</source>
        <translation>и ниже 100 %</translation>
    </message>
    <message>
        <source>100 % and more</source>
        <translation>100 % и больше</translation>
    </message>
    <message>
        <source>on all objects</source>
        <translation>по всем объектам</translation>
    </message>
</context>
<context>
    <name>ui::BurnChart</name>
    <message>
        <source>Spending and where it leads</source>
        <translation>Траты и куда они ведут</translation>
    </message>
    <message>
        <source>today</source>
        <translation>сегодня</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: %2 at the present rate</source>
        <translation>%1: %2 при нынешних темпах</translation>
    </message>
    <message>
        <source>Spent %1 of %2</source>
        <translation>Израсходовано %1 из %2</translation>
    </message>
    <message>
        <source>Spent %1</source>
        <translation>Израсходовано %1</translation>
    </message>
    <message>
        <source>100 % on %1 at the present rate</source>
        <translation>100 % — %1 при нынешних темпах</translation>
    </message>
</context>
<context>
    <name>ui::Chart</name>
    <message>
        <source>No data yet</source>
        <translation>Данных ещё нет</translation>
    </message>
</context>
<context>
    <name>ui::Conversation</name>
    <message>
        <source>Nobody has said anything yet.</source>
        <translation>Пока никто ничего не написал.</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Отправить</translation>
    </message>
    <message>
        <source>Comments</source>
        <translation>Комментарии</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Комментарий</translation>
    </message>
    <message>
        <source>Your comment</source>
        <translation>Ваш комментарий</translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation>Не принято</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>Не отправлено</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Вы</translation>
    </message>
</context>
<context>
    <name>ui::DayWorks</name>
    <message>
        <source>The day&apos;s works</source>
        <translation>Работы за день</translation>
    </message>
    <message>
        <source>No works on this day</source>
        <translation>В этот день работ нет</translation>
    </message>
    <message>
        <source>What a foreman enters appears here at once.</source>
        <translation>Что внесёт мастер, сразу появится здесь.</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Убрать</translation>
    </message>
    <message>
        <source>Take the chosen back for good?</source>
        <translation>Убрать выбранное насовсем?</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Оставить</translation>
    </message>
    <message>
        <source>People of the day</source>
        <translation>Люди за день</translation>
    </message>
    <message>
        <source>Brigades&apos; lists are kept in the schedule&apos;s web pages.</source>
        <translation>Состав бригад ведётся на веб-страницах графика.</translation>
    </message>
    <message>
        <source>Machines of the day</source>
        <translation>Техника за день</translation>
    </message>
    <message>
        <source>Machine hours are kept in the schedule&apos;s web pages.</source>
        <translation>Машиночасы ведутся на веб-страницах графика.</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Люди</translation>
    </message>
    <message>
        <source>Machine hours</source>
        <translation>Машиночасы</translation>
    </message>
    <message numerus="yes">
        <source>%n works</source>
        <translation>
            <numerusform>%n работа</numerusform>
            <numerusform>%n работы</numerusform>
            <numerusform>%n работ</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 person-hours</source>
        <translation>%1 чел.-ч</translation>
    </message>
    <message>
        <source>person-hours</source>
        <translation>чел.-ч</translation>
    </message>
    <message>
        <source>Nobody yet</source>
        <translation>Пока никого</translation>
    </message>
    <message>
        <source>No machines</source>
        <translation>Нет техники</translation>
    </message>
</context>
<context>
    <name>ui::DecisionBar</name>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
</context>
<context>
    <name>ui::FindSheet</name>
    <message>
        <source>Machine, person, panel…</source>
        <translation>Станок, человек, раздел…</translation>
    </message>
    <message>
        <source>Find anything</source>
        <translation>Найти что угодно</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Найдено</translation>
    </message>
    <message>
        <source>Nothing is called “%1”</source>
        <translation>Ничего с названием «%1»</translation>
    </message>
</context>
<context>
    <name>ui::Gantt</name>
    <message>
        <source>Gantt chart</source>
        <translation>Диаграмма Ганта</translation>
    </message>
    <message>
        <source>Arrows scroll, plus and minus zoom, Home goes to today.</source>
        <translation>Стрелки прокручивают, плюс и минус меняют масштаб, Home возвращает к сегодняшнему дню.</translation>
    </message>
    <message>
        <source>Contract: %1</source>
        <translation>Контракт: %1</translation>
    </message>
    <message>
        <source>Plan: %1</source>
        <translation>План: %1</translation>
    </message>
    <message>
        <source>Done: %1 of %2 %3 (%4)</source>
        <translation>Сделано: %1 из %2 %3 (%4)</translation>
    </message>
    <message numerus="yes">
        <source>Overdue by %n days</source>
        <translation>
            <numerusform>Просрочено на %n день</numerusform>
            <numerusform>Просрочено на %n дня</numerusform>
            <numerusform>Просрочено на %n дней</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::GanttLegend</name>
    <message>
        <source>Today</source>
        <translation>Сегодня</translation>
    </message>
    <message>
        <source>Show today (Home)</source>
        <translation>Показать сегодняшний день (Home)</translation>
    </message>
    <message>
        <source>Day</source>
        <comment>zoom</comment>
        <translation>День</translation>
    </message>
    <message>
        <source>Week</source>
        <comment>zoom</comment>
        <translation>Неделя</translation>
    </message>
    <message>
        <source>Month</source>
        <comment>zoom</comment>
        <translation>Месяц</translation>
    </message>
    <message>
        <source>Zoom; also Ctrl and the wheel</source>
        <translation>Масштаб; также Ctrl и колесо</translation>
    </message>
    <message>
        <source>plan</source>
        <comment>bar</comment>
        <translation>план</translation>
    </message>
    <message>
        <source>done</source>
        <comment>bar</comment>
        <translation>сделано</translation>
    </message>
    <message>
        <source>contract</source>
        <comment>bar</comment>
        <translation>контракт</translation>
    </message>
</context>
<context>
    <name>ui::HallMap</name>
    <message>
        <source>Hall</source>
        <translation>Зал</translation>
    </message>
</context>
<context>
    <name>ui::HallPanel</name>
    <message>
        <source>Arrange the hall</source>
        <translation>Расставить столы</translation>
    </message>
    <message>
        <source>Drag the tables, or move them with the arrow keys; Shift moves by little</source>
        <translation>Перетаскивайте столы или двигайте их стрелками; с Shift понемногу</translation>
    </message>
    <message>
        <source>Hall</source>
        <translation>Зал</translation>
    </message>
    <message>
        <source>No tables yet</source>
        <translation>Столов пока нет</translation>
    </message>
    <message>
        <source>An administrator imports them; they appear here by themselves.</source>
        <translation>Их загружает администратор; здесь они появятся сами.</translation>
    </message>
    <message>
        <source>Table %1</source>
        <translation>Стол %1</translation>
    </message>
    <message>
        <source>Order %1</source>
        <translation>Заказ %1</translation>
    </message>
</context>
<context>
    <name>ui::HoursGrid</name>
    <message>
        <source>Hours by worker and day</source>
        <translation>Часы по работникам и дням</translation>
    </message>
</context>
<context>
    <name>ui::HoursModel</name>
    <message>
        <source>All together</source>
        <translation>Всего</translation>
    </message>
    <message>
        <source>%1: %2 h</source>
        <translation>%1: %2 ч</translation>
    </message>
    <message>
        <source>%1, %2 an hour</source>
        <translation>%1, %2 за час</translation>
    </message>
    <message>
        <source>%1, no rate</source>
        <translation>%1, без ставки</translation>
    </message>
    <message>
        <source>%1, more than 12 hours</source>
        <translation>%1, больше 12 часов</translation>
    </message>
    <message>
        <source>Worker</source>
        <translation>Работник</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>Часы</translation>
    </message>
</context>
<context>
    <name>ui::InboxModel</name>
    <message>
        <source>not sent yet</source>
        <translation>не отправлено</translation>
    </message>
    <message>
        <source>waits for an answer</source>
        <translation>ждёт ответа</translation>
    </message>
    <message numerus="yes">
        <source>told %n times</source>
        <translation>
            <numerusform>сообщено %n раз</numerusform>
            <numerusform>сообщено %n раза</numerusform>
            <numerusform>сообщено %n раз</numerusform>
        </translation>
    </message>
    <message>
        <source>over</source>
        <translation>прошла</translation>
    </message>
    <message>
        <source>Unread: %1</source>
        <translation>Не прочитано: %1</translation>
    </message>
</context>
<context>
    <name>ui::KitchenColumn</name>
    <message>
        <source>min</source>
        <comment>minutes</comment>
        <translation>мин</translation>
    </message>
    <message>
        <source>Table %1</source>
        <translation>Стол %1</translation>
    </message>
    <message>
        <source>No table</source>
        <translation>Без стола</translation>
    </message>
    <message>
        <source>portion %1</source>
        <translation>порция %1</translation>
    </message>
</context>
<context>
    <name>ui::KitchenPanel</name>
    <message>
        <source>Which kitchen</source>
        <translation>Какая кухня</translation>
    </message>
    <message>
        <source>All kitchens</source>
        <translation>Все кухни</translation>
    </message>
    <message>
        <source>Waiting</source>
        <comment>dishes</comment>
        <translation>В ожидании</translation>
    </message>
    <message>
        <source>Being cooked</source>
        <comment>dishes</comment>
        <translation>В работе</translation>
    </message>
    <message>
        <source>Ready</source>
        <comment>dishes</comment>
        <translation>Готово</translation>
    </message>
    <message>
        <source>Nothing waits</source>
        <translation>Ничего не ждёт</translation>
    </message>
    <message>
        <source>What is ordered appears here by itself.</source>
        <translation>Заказанное появится здесь само.</translation>
    </message>
    <message>
        <source>Nobody cooks</source>
        <translation>Никто не готовит</translation>
    </message>
    <message>
        <source>Take a dish from the left.</source>
        <translation>Возьмите блюдо слева.</translation>
    </message>
    <message>
        <source>The pass is empty</source>
        <translation>На раздаче пусто</translation>
    </message>
    <message>
        <source>What is cooked waits here for its waiter.</source>
        <translation>Готовое ждёт здесь официанта.</translation>
    </message>
    <message>
        <source>Kitchen</source>
        <translation>Кухня</translation>
    </message>
    <message>
        <source>Take</source>
        <comment>a dish to cook</comment>
        <translation>Взять</translation>
    </message>
    <message>
        <source>Ready</source>
        <comment>a dish is</comment>
        <translation>Готово</translation>
    </message>
    <message>
        <source>On the table</source>
        <comment>a dish goes</comment>
        <translation>Подано</translation>
    </message>
    <message>
        <source>Table %1</source>
        <translation>Стол %1</translation>
    </message>
</context>
<context>
    <name>ui::LinkButton</name>
    <message>
        <source>Details of the link</source>
        <translation>Подробности связи</translation>
    </message>
    <message>
        <source>Link: %1</source>
        <translation>Связь: %1</translation>
    </message>
</context>
<context>
    <name>ui::LinkChecks</name>
    <message>
        <source>The way to the server, step by step</source>
        <translation>Путь до сервера по шагам</translation>
    </message>
</context>
<context>
    <name>ui::LinkSheet</name>
    <message>
        <source>Try now</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Копировать</translation>
    </message>
    <message>
        <source>Details of the link</source>
        <translation>Подробности связи</translation>
    </message>
    <message>
        <source>never</source>
        <translation>никогда</translation>
    </message>
    <message>
        <source>%1, %2 ago</source>
        <translation>%1, %2 назад</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Сервер</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>Транспорт</translation>
    </message>
    <message>
        <source>In this state since</source>
        <translation>В этом состоянии с</translation>
    </message>
    <message>
        <source>Last event</source>
        <translation>Последнее событие</translation>
    </message>
    <message>
        <source>Data is from</source>
        <translation>Данные от</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>Время ответа</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 мс</translation>
    </message>
    <message>
        <source>WebSocket attempts</source>
        <translation>Попыток WebSocket</translation>
    </message>
    <message>
        <source>Next attempt</source>
        <translation>Следующая попытка</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>через %1</translation>
    </message>
    <message>
        <source>Sign-in is kept in</source>
        <translation>Вход хранится</translation>
    </message>
    <message>
        <source>a file only you can read</source>
        <translation>в файле, доступном только вам</translation>
    </message>
    <message>
        <source>the system&apos;s keychain</source>
        <translation>в связке ключей системы</translation>
    </message>
    <message>
        <source>Check the link</source>
        <translation>Проверить связь</translation>
    </message>
    <message>
        <source>Checking the link…</source>
        <translation>Связь проверяется…</translation>
    </message>
    <message>
        <source>Everything on the way works.</source>
        <translation>На всём пути всё работает.</translation>
    </message>
    <message>
        <source>The way to the server is not whole.</source>
        <translation>Путь до сервера где-то обрывается.</translation>
    </message>
</context>
<context>
    <name>ui::LoginSheet</name>
    <message>
        <source>Sign in</source>
        <translation>Войти</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Позже</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Сервер</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Пользователь</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Пароль</translation>
    </message>
    <message>
        <source>You stay signed in: the token is kept in a file only you can read, because there is no keychain here.</source>
        <translation>Вход сохранится: ключ лежит в файле, доступном только вам, потому что связки ключей здесь нет.</translation>
    </message>
    <message>
        <source>This is not the address of a server.</source>
        <translation>Это не адрес сервера.</translation>
    </message>
    <message>
        <source>Who are you?</source>
        <translation>Кто вы?</translation>
    </message>
    <message>
        <source>The password is missing.</source>
        <translation>Не введён пароль.</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Вход…</translation>
    </message>
    <message>
        <source>You stay signed in: the token is kept in the system&apos;s keychain, or where there is none in a file only you can read.</source>
        <translation>Вход сохранится: ключ лежит в связке ключей системы, а где её нет — в файле, доступном только вам.</translation>
    </message>
</context>
<context>
    <name>ui::MachineCards</name>
    <message>
        <source>m</source>
        <comment>metres</comment>
        <translation>м</translation>
    </message>
    <message>
        <source>Machines</source>
        <translation>Станки</translation>
    </message>
    <message>
        <source>Calling</source>
        <comment>the master</comment>
        <translation>Вызов</translation>
    </message>
</context>
<context>
    <name>ui::MachinePage</name>
    <message>
        <source>Operator</source>
        <translation>Оператор</translation>
    </message>
    <message>
        <source>Metres this shift</source>
        <translation>Метраж за смену</translation>
    </message>
    <message>
        <source>Pulses this shift</source>
        <translation>Импульсы за смену</translation>
    </message>
    <message>
        <source>Last pulse</source>
        <translation>Посл. импульс</translation>
    </message>
    <message>
        <source>It did not stand in these days</source>
        <translation>В эти дни он не стоял</translation>
    </message>
    <message>
        <source>No shift on this machine yet</source>
        <translation>На этом станке ещё не было смен</translation>
    </message>
    <message>
        <source>Nothing is known of this shift</source>
        <translation>Об этой смене ничего не известно</translation>
    </message>
    <message>
        <source>This shift</source>
        <translation>Эта смена</translation>
    </message>
    <message>
        <source>Metres per shift</source>
        <translation>Метраж по сменам</translation>
    </message>
    <message numerus="yes">
        <source>What it stood for, %n days</source>
        <translation>
            <numerusform>Почему стоял, %n день</numerusform>
            <numerusform>Почему стоял, %n дня</numerusform>
            <numerusform>Почему стоял, %n дней</numerusform>
        </translation>
    </message>
    <message>
        <source>Last shifts</source>
        <translation>Последние смены</translation>
    </message>
    <message>
        <source>Last calls of the master</source>
        <translation>Последние вызовы мастера</translation>
    </message>
    <message>
        <source>No shifts yet</source>
        <translation>Смен ещё не было</translation>
    </message>
    <message>
        <source>The first one appears when an operator begins it.</source>
        <translation>Первая появится, когда её начнёт оператор.</translation>
    </message>
    <message>
        <source>No calls</source>
        <translation>Вызовов не было</translation>
    </message>
    <message>
        <source>Nobody has called the master to this machine.</source>
        <translation>К этому станку мастера не вызывали.</translation>
    </message>
    <message>
        <source>for %1, since %2</source>
        <translation>%1, с %2</translation>
    </message>
    <message>
        <source>Calls the master</source>
        <translation>Вызывает мастера</translation>
    </message>
    <message>
        <source>The master is here</source>
        <translation>Мастер на месте</translation>
    </message>
    <message>
        <source>for %1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>с %1</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>никого</translation>
    </message>
    <message>
        <source>m</source>
        <comment>metres</comment>
        <translation>м</translation>
    </message>
    <message>
        <source>%1 m per pulse</source>
        <translation>%1 м за импульс</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>%1 назад</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>ещё не было</translation>
    </message>
</context>
<context>
    <name>ui::MachinesPanel</name>
    <message>
        <source>Machine or operator</source>
        <translation>Станок или оператор</translation>
    </message>
    <message>
        <source>As cards</source>
        <translation>Карточками</translation>
    </message>
    <message>
        <source>As a table</source>
        <translation>Таблицей</translation>
    </message>
    <message>
        <source>No machines yet</source>
        <translation>Станков ещё нет</translation>
    </message>
    <message>
        <source>An administrator adds them; they appear here by themselves.</source>
        <translation>Их добавляет администратор; здесь они появятся сами.</translation>
    </message>
    <message>
        <source>All</source>
        <comment>machines</comment>
        <translation>Все</translation>
    </message>
    <message>
        <source>Calling</source>
        <translation>Вызов</translation>
    </message>
    <message>
        <source>Machines</source>
        <translation>Станки</translation>
    </message>
</context>
<context>
    <name>ui::MainWindow</name>
    <message>
        <source>Vakhta</source>
        <translation>Вахта</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>Show the wall (F11)</source>
        <translation>Показать на стене (F11)</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Выйти</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Войти</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Профиль</translation>
    </message>
</context>
<context>
    <name>ui::MeanBars</name>
    <message>
        <source>Amounts against the mean</source>
        <translation>Величины и среднее</translation>
    </message>
    <message>
        <source>mean %1</source>
        <translation>среднее %1</translation>
    </message>
    <message>
        <source>still running</source>
        <translation>ещё идёт</translation>
    </message>
    <message>
        <source>%1 of the mean</source>
        <translation>%1 от среднего</translation>
    </message>
    <message numerus="yes">
        <source>%n bars, mean %1</source>
        <translation>
            <numerusform>%n столбец, среднее %1</numerusform>
            <numerusform>%n столбца, среднее %1</numerusform>
            <numerusform>%n столбцов, среднее %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::MonthPlans</name>
    <message>
        <source>Works planned</source>
        <translation>Работ в плане</translation>
    </message>
    <message>
        <source>Plan fulfilled</source>
        <translation>План выполнен</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Стоимость</translation>
    </message>
    <message>
        <source>Behind</source>
        <comment>works</comment>
        <translation>Отстают</translation>
    </message>
    <message>
        <source>The month&apos;s plan</source>
        <translation>План месяца</translation>
    </message>
    <message>
        <source>Nothing is planned for this month</source>
        <translation>На этот месяц ничего не запланировано</translation>
    </message>
    <message>
        <source>A planner sets a volume for each work below.</source>
        <translation>Плановик задаёт объём по каждой работе внизу.</translation>
    </message>
    <message>
        <source>Plan</source>
        <comment>verb</comment>
        <translation>Запланировать</translation>
    </message>
    <message>
        <source>Work to plan</source>
        <translation>Планируемая работа</translation>
    </message>
    <message>
        <source>Volume for the month</source>
        <translation>Объём на месяц</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Объём</translation>
    </message>
    <message numerus="yes">
        <source>%n are fulfilled</source>
        <comment>works</comment>
        <translation>
            <numerusform>%n выполнена</numerusform>
            <numerusform>%n выполнены</numerusform>
            <numerusform>%n выполнено</numerusform>
        </translation>
    </message>
    <message>
        <source>of the month, %1 is over</source>
        <translation>месяца прошло %1</translation>
    </message>
    <message>
        <source>of %1</source>
        <comment>amount</comment>
        <translation>из %1</translation>
    </message>
    <message>
        <source>against a steady month</source>
        <translation>от равномерного хода</translation>
    </message>
    <message>
        <source>Choose a work, here or in the table.</source>
        <translation>Выберите работу здесь или в таблице.</translation>
    </message>
    <message>
        <source>No work of this project is called so: choose one of the list.</source>
        <translation>В проекте нет работы с таким названием: выберите из списка.</translation>
    </message>
    <message>
        <source>How much of it in this month?</source>
        <translation>Сколько в этом месяце?</translation>
    </message>
    <message>
        <source>The volume is no number such as 4.5, or too large.</source>
        <translation>Объём должен быть числом, например 4,5, и не слишком большим.</translation>
    </message>
    <message>
        <source>Change the plan</source>
        <translation>Изменить план</translation>
    </message>
    <message>
        <source>In all, %1 is left of it.</source>
        <translation>Всего осталось %1.</translation>
    </message>
</context>
<context>
    <name>ui::MoveBar</name>
    <message>
        <source>Move</source>
        <translation>Пересадить</translation>
    </message>
    <message>
        <source>The table they move to</source>
        <translation>Куда пересадить</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Choose a table here or on the map</source>
        <translation>Выберите стол здесь или на плане зала</translation>
    </message>
    <message>
        <source>Table %1</source>
        <translation>Стол %1</translation>
    </message>
    <message numerus="yes">
        <source>%n places</source>
        <translation>
            <numerusform>%n место</numerusform>
            <numerusform>%n места</numerusform>
            <numerusform>%n мест</numerusform>
        </translation>
    </message>
    <message>
        <source>booked for %1</source>
        <comment>a time</comment>
        <translation>бронь на %1</translation>
    </message>
    <message>
        <source>busy</source>
        <comment>a table</comment>
        <translation>занят</translation>
    </message>
</context>
<context>
    <name>ui::NavRail</name>
    <message>
        <source>Panels</source>
        <translation>Разделы</translation>
    </message>
</context>
<context>
    <name>ui::NotificationDrawer</name>
    <message>
        <source>Open</source>
        <translation>Открыть</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Подтвердить</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Тишина</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Уведомления</translation>
    </message>
    <message>
        <source>All quiet</source>
        <translation>Всё спокойно</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>For 15 minutes</source>
        <translation>На 15 минут</translation>
    </message>
    <message>
        <source>For an hour</source>
        <translation>На час</translation>
    </message>
    <message>
        <source>For 4 hours</source>
        <translation>На 4 часа</translation>
    </message>
    <message>
        <source>All</source>
        <comment>notifications</comment>
        <translation>Все</translation>
    </message>
    <message>
        <source>Mark all as read</source>
        <translation>Прочитать все</translation>
    </message>
    <message>
        <source>Read</source>
        <comment>mark as read</comment>
        <translation>Прочитано</translation>
    </message>
    <message>
        <source>Delete the notification</source>
        <translation>Удалить уведомление</translation>
    </message>
    <message>
        <source>Unread</source>
        <comment>notifications</comment>
        <translation>Новые</translation>
    </message>
    <message>
        <source>Everything is read</source>
        <translation>Всё прочитано</translation>
    </message>
    <message>
        <source>What you were told before is under All.</source>
        <translation>Прежнее — в разделе «Все».</translation>
    </message>
    <message>
        <source>What you should know appears here, on each of your desktops.</source>
        <translation>Здесь появляется то, что вам нужно знать, — на каждом вашем компьютере.</translation>
    </message>
</context>
<context>
    <name>ui::OrderCard</name>
    <message>
        <source>Pay</source>
        <translation>Принять оплату</translation>
    </message>
    <message>
        <source>Close</source>
        <comment>an order</comment>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>The chosen table</source>
        <translation>Выбранный стол</translation>
    </message>
    <message>
        <source>Back to the orders</source>
        <translation>Назад к заказам</translation>
    </message>
    <message>
        <source>Table %1</source>
        <translation>Стол %1</translation>
    </message>
    <message>
        <source>No table</source>
        <translation>Без стола</translation>
    </message>
    <message numerus="yes">
        <source>%n places</source>
        <translation>
            <numerusform>%n место</numerusform>
            <numerusform>%n места</numerusform>
            <numerusform>%n мест</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n guests</source>
        <translation>
            <numerusform>%n гость</numerusform>
            <numerusform>%n гостя</numerusform>
            <numerusform>%n гостей</numerusform>
        </translation>
    </message>
    <message>
        <source>ordered at %1</source>
        <translation>заказ в %1</translation>
    </message>
    <message>
        <source>Total %1</source>
        <translation>Сумма %1</translation>
    </message>
    <message>
        <source>Discount %1</source>
        <translation>Скидка %1</translation>
    </message>
    <message>
        <source>Paid %1</source>
        <comment>a sum</comment>
        <translation>Оплачено %1</translation>
    </message>
    <message>
        <source>To pay %1</source>
        <comment>a sum</comment>
        <translation>К оплате %1</translation>
    </message>
    <message>
        <source>No. %1</source>
        <comment>an order</comment>
        <translation>№ %1</translation>
    </message>
    <message>
        <source>On the table  %1</source>
        <comment>dishes that are ready</comment>
        <translation>Подано  %1</translation>
    </message>
    <message>
        <source>Really cancel?</source>
        <translation>Точно отменить?</translation>
    </message>
    <message>
        <source>Cancel</source>
        <comment>an order</comment>
        <translation>Отменить</translation>
    </message>
    <message>
        <source>Move the guests</source>
        <translation>Пересадить гостей</translation>
    </message>
    <message>
        <source>Booked for %1</source>
        <comment>a time</comment>
        <translation>Бронь на %1</translation>
    </message>
</context>
<context>
    <name>ui::OrderFeed</name>
    <message>
        <source>Table %1</source>
        <translation>Стол %1</translation>
    </message>
    <message>
        <source>No table</source>
        <translation>Без стола</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Заказы</translation>
    </message>
    <message>
        <source>Open</source>
        <comment>orders</comment>
        <translation>Открытые</translation>
    </message>
    <message>
        <source>All</source>
        <comment>orders</comment>
        <translation>Все</translation>
    </message>
    <message>
        <source>No orders</source>
        <translation>Заказов нет</translation>
    </message>
    <message>
        <source>What guests order appears here by itself.</source>
        <translation>Заказы гостей появятся здесь сами.</translation>
    </message>
</context>
<context>
    <name>ui::OrderItems</name>
    <message>
        <source>%1 × %2</source>
        <comment>portions and a price</comment>
        <translation>%1 × %2</translation>
    </message>
</context>
<context>
    <name>ui::OutboxSheet</name>
    <message>
        <source>Everything you did is with the server.</source>
        <translation>Всё, что вы сделали, уже на сервере.</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Отправить сейчас</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Not with the server</source>
        <translation>Не на сервере</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>Не отправлено</translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation>Не принято</translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation>Убрать из списка</translation>
    </message>
    <message>
        <source>Copy the text</source>
        <translation>Скопировать текст</translation>
    </message>
</context>
<context>
    <name>ui::OverviewPanel</name>
    <message>
        <source>Machines working</source>
        <translation>Станков работает</translation>
    </message>
    <message>
        <source>Calls of the master</source>
        <translation>Вызовы мастера</translation>
    </message>
    <message>
        <source>Metres this shift</source>
        <translation>Метраж за смену</translation>
    </message>
    <message>
        <source>People inside</source>
        <translation>Людей внутри</translation>
    </message>
    <message>
        <source>Late today</source>
        <translation>Опоздали сегодня</translation>
    </message>
    <message>
        <source>Access denied today</source>
        <translation>Отказов сегодня</translation>
    </message>
    <message numerus="yes">
        <source>The last %n hours</source>
        <translation>
            <numerusform>Последний %n час</numerusform>
            <numerusform>Последние %n часа</numerusform>
            <numerusform>Последние %n часов</numerusform>
        </translation>
    </message>
    <message>
        <source>Needs you now</source>
        <translation>Требует внимания</translation>
    </message>
    <message>
        <source>Nothing needs you</source>
        <translation>Внимания не требуется</translation>
    </message>
    <message>
        <source>No machine stands, no one calls the master.</source>
        <translation>Ни один станок не стоит, мастера никто не зовёт.</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Обзор</translation>
    </message>
    <message>
        <source>of %1</source>
        <comment>machines working</comment>
        <translation>из %1</translation>
    </message>
    <message numerus="yes">
        <source>waiting; %n in progress</source>
        <translation>
            <numerusform>ожидает; %n в работе</numerusform>
            <numerusform>ожидает; %n в работе</numerusform>
            <numerusform>ожидает; %n в работе</numerusform>
        </translation>
    </message>
    <message>
        <source>waiting for somebody</source>
        <translation>ждут мастера</translation>
    </message>
    <message>
        <source>m</source>
        <comment>metres</comment>
        <translation>м</translation>
    </message>
    <message>
        <source>all machines; below, by day</source>
        <translation>все станки; ниже — по дням</translation>
    </message>
    <message>
        <source>of %1</source>
        <comment>people inside</comment>
        <translation>из %1</translation>
    </message>
    <message numerus="yes">
        <source>%n came today</source>
        <translation>
            <numerusform>пришёл %n</numerusform>
            <numerusform>пришли %n</numerusform>
            <numerusform>пришли %n</numerusform>
        </translation>
    </message>
    <message>
        <source>cards that did not open</source>
        <translation>карт не пустило</translation>
    </message>
    <message>
        <source>every card opened</source>
        <translation>пустило все карты</translation>
    </message>
    <message>
        <source>loading</source>
        <translation>загрузка</translation>
    </message>
    <message>
        <source>Tickets</source>
        <translation>Заявки</translation>
    </message>
    <message numerus="yes">
        <source>%n high or urgent</source>
        <comment>tickets</comment>
        <translation>
            <numerusform>%n высокая или срочная</numerusform>
            <numerusform>%n высокие или срочные</numerusform>
            <numerusform>%n высоких или срочных</numerusform>
        </translation>
    </message>
    <message>
        <source>none of them is urgent</source>
        <translation>срочных нет</translation>
    </message>
    <message>
        <source>Tables taken</source>
        <translation>Столы заняты</translation>
    </message>
    <message numerus="yes">
        <source>%n dishes wait for a waiter</source>
        <translation>
            <numerusform>%n блюдо ждёт официанта</numerusform>
            <numerusform>%n блюда ждут официанта</numerusform>
            <numerusform>%n блюд ждут официанта</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dishes are under way</source>
        <translation>
            <numerusform>%n блюдо готовится</numerusform>
            <numerusform>%n блюда готовятся</numerusform>
            <numerusform>%n блюд готовятся</numerusform>
        </translation>
    </message>
    <message>
        <source>of %1</source>
        <comment>tables taken</comment>
        <translation>из %1</translation>
    </message>
    <message>
        <source>Works overdue</source>
        <translation>Просрочено работ</translation>
    </message>
    <message numerus="yes">
        <source>of %n that are not done</source>
        <comment>works overdue</comment>
        <translation>
            <numerusform>из %n незавершённой</numerusform>
            <numerusform>из %n незавершённых</numerusform>
            <numerusform>из %n незавершённых</numerusform>
        </translation>
    </message>
    <message>
        <source>all works are done</source>
        <translation>все работы выполнены</translation>
    </message>
    <message>
        <source>no link</source>
        <translation>нет связи</translation>
    </message>
</context>
<context>
    <name>ui::PanelStack</name>
    <message>
        <source>Panel</source>
        <translation>Раздел</translation>
    </message>
</context>
<context>
    <name>ui::Pareto</name>
    <message>
        <source>Causes by weight</source>
        <translation>Причины по весу</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n times</source>
        <translation>
            <numerusform>%1, %n раз</numerusform>
            <numerusform>%1, %n раза</numerusform>
            <numerusform>%1, %n раз</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2, %3 of all</source>
        <translation>%1: %2, %3 всего</translation>
    </message>
</context>
<context>
    <name>ui::PayBar</name>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>How it is paid</source>
        <translation>Чем платят</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>Скидка</translation>
    </message>
    <message>
        <source>Pay %1</source>
        <comment>a sum</comment>
        <translation>Оплатить %1</translation>
    </message>
    <message>
        <source>A sum from 0 to %1</source>
        <translation>Сумма от 0 до %1</translation>
    </message>
</context>
<context>
    <name>ui::PeriodStepper</name>
    <message>
        <source>The day before</source>
        <translation>Предыдущий день</translation>
    </message>
    <message>
        <source>The month before</source>
        <translation>Предыдущий месяц</translation>
    </message>
    <message>
        <source>The next day</source>
        <translation>Следующий день</translation>
    </message>
    <message>
        <source>The next month</source>
        <translation>Следующий месяц</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Сегодня</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>Этот месяц</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>День</translation>
    </message>
</context>
<context>
    <name>ui::ProfilePanel</name>
    <message>
        <source>Administrator</source>
        <translation>Администратор</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>Руководитель</translation>
    </message>
    <message>
        <source>Foreman</source>
        <translation>Прораб</translation>
    </message>
    <message>
        <source>Master</source>
        <translation>Мастер</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Оператор</translation>
    </message>
    <message>
        <source>Equipment manager</source>
        <translation>Начальник оборудования</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>Охрана</translation>
    </message>
    <message>
        <source>Personnel</source>
        <translation>Отдел кадров</translation>
    </message>
    <message>
        <source>Accountant</source>
        <translation>Бухгалтер</translation>
    </message>
    <message>
        <source>Materials</source>
        <translation>Материалы</translation>
    </message>
    <message>
        <source>Procurement</source>
        <translation>Снабжение</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Профиль</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Выйти</translation>
    </message>
    <message>
        <source>Not signed in</source>
        <translation>Вход не выполнен</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>Логин</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Роли</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Предприятие</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>Подразделение</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Телефон</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Почта</translation>
    </message>
    <message>
        <source>Plant&apos;s time zone</source>
        <translation>Часовой пояс</translation>
    </message>
    <message>
        <source>Technician</source>
        <translation>Техник</translation>
    </message>
    <message>
        <source>Waiter</source>
        <translation>Официант</translation>
    </message>
    <message>
        <source>Cook</source>
        <translation>Повар</translation>
    </message>
    <message>
        <source>Planner</source>
        <translation>Плановик</translation>
    </message>
    <message>
        <source>Viewer</source>
        <translation>Наблюдатель</translation>
    </message>
</context>
<context>
    <name>ui::RailButton</name>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n непрочитанное</numerusform>
            <numerusform>%n непрочитанных</numerusform>
            <numerusform>%n непрочитанных</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RecordTable</name>
    <message>
        <source>%1 of %2 rows</source>
        <translation>%1 из %2 строк</translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>выбрана %n</numerusform>
            <numerusform>выбрано %n</numerusform>
            <numerusform>выбрано %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Export as CSV</source>
        <translation>Сохранить как CSV</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>Файлы CSV (*.csv)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows</source>
        <translation>
            <numerusform>%Ln строка</numerusform>
            <numerusform>%Ln строки</numerusform>
            <numerusform>%Ln строк</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ScanCard</name>
    <message>
        <source>Last card</source>
        <translation>Последняя карта</translation>
    </message>
    <message>
        <source>No card has been read yet</source>
        <translation>Ни одной карты ещё не было</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>%1 назад</translation>
    </message>
    <message>
        <source>Unknown card</source>
        <translation>Неизвестная карта</translation>
    </message>
</context>
<context>
    <name>ui::SchedulePanel</name>
    <message>
        <source>Schedule</source>
        <translation>График работ</translation>
    </message>
    <message>
        <source>Work or executor</source>
        <translation>Работа или исполнитель</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Столбцы</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Проект</translation>
    </message>
    <message>
        <source>%1 done</source>
        <comment>a work</comment>
        <translation>сделано %1</translation>
    </message>
    <message>
        <source>Schedule</source>
        <comment>page</comment>
        <translation>График</translation>
    </message>
    <message>
        <source>Day by day</source>
        <translation>По дням</translation>
    </message>
    <message>
        <source>Month&apos;s plan</source>
        <translation>План месяца</translation>
    </message>
    <message>
        <source>Gantt chart</source>
        <translation>Диаграмма Ганта</translation>
    </message>
</context>
<context>
    <name>ui::ScheduleTable</name>
    <message>
        <source>Done</source>
        <comment>of a schedule</comment>
        <translation>Готовность</translation>
    </message>
    <message>
        <source>Overdue</source>
        <comment>works</comment>
        <translation>Просрочено</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Стоимость</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>График работ</translation>
    </message>
    <message>
        <source>No works yet</source>
        <translation>Работ пока нет</translation>
    </message>
    <message>
        <source>A planner enters or imports them; they appear here by themselves.</source>
        <translation>Их вносит или загружает плановик; здесь они появятся сами.</translation>
    </message>
    <message>
        <source>Show only what is overdue</source>
        <translation>Показать только просроченные</translation>
    </message>
    <message>
        <source>of the time, %1 is over</source>
        <translation>времени прошло %1</translation>
    </message>
    <message numerus="yes">
        <source>of %n that are not done</source>
        <comment>works</comment>
        <translation>
            <numerusform>из %n незавершённой</numerusform>
            <numerusform>из %n незавершённых</numerusform>
            <numerusform>из %n незавершённых</numerusform>
        </translation>
    </message>
    <message>
        <source>of %1</source>
        <comment>amount</comment>
        <translation>из %1</translation>
    </message>
    <message numerus="yes">
        <source>Overdue by %n days</source>
        <translation>
            <numerusform>Просрочено на %n день</numerusform>
            <numerusform>Просрочено на %n дня</numerusform>
            <numerusform>Просрочено на %n дней</numerusform>
        </translation>
    </message>
    <message>
        <source>Person-hours</source>
        <translation>Чел.-часы</translation>
    </message>
</context>
<context>
    <name>ui::SearchField</name>
    <message>
        <source>Clear</source>
        <translation>Очистить</translation>
    </message>
</context>
<context>
    <name>ui::SettingsPanel</name>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Вид</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Как в системе</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Светлые</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Тёмные</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Цвета</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>text size</comment>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Размер текста</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Язык</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>Звуки</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Громкость</translation>
    </message>
    <message>
        <source>Play the sound: %1</source>
        <translation>Прослушать: %1</translation>
    </message>
    <message>
        <source>Listen to</source>
        <translation>Прослушать</translation>
    </message>
    <message>
        <source>No sounds, except critical ones</source>
        <translation>Без звука, кроме критических</translation>
    </message>
    <message>
        <source>Quiet hours begin</source>
        <translation>Начало тихих часов</translation>
    </message>
    <message>
        <source>Quiet hours end</source>
        <translation>Конец тихих часов</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>Тихие часы</translation>
    </message>
    <message>
        <source>Wall</source>
        <translation>Стена</translation>
    </message>
    <message>
        <source>One panel after another</source>
        <translation>Разделы по очереди</translation>
    </message>
    <message>
        <source>All panels in a grid</source>
        <translation>Все разделы сеткой</translation>
    </message>
    <message>
        <source>Monitor</source>
        <translation>Монитор</translation>
    </message>
    <message>
        <source>Monitor %1</source>
        <translation>Монитор %1</translation>
    </message>
    <message>
        <source>Show the wall (F11)</source>
        <translation>Показать на стене (F11)</translation>
    </message>
    <message>
        <source>As is usual for your role, until you change it.</source>
        <translation>Как принято для вашей роли, пока вы не измените.</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>Разделы</translation>
    </message>
</context>
<context>
    <name>ui::ShelveBar</name>
    <message>
        <source>Shelve</source>
        <translation>Отложить</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>for 15 minutes</source>
        <translation>на 15 минут</translation>
    </message>
    <message>
        <source>for an hour</source>
        <translation>на час</translation>
    </message>
    <message>
        <source>for 4 hours</source>
        <translation>на 4 часа</translation>
    </message>
    <message>
        <source>for 8 hours</source>
        <translation>на 8 часов</translation>
    </message>
    <message>
        <source>for a day</source>
        <translation>на сутки</translation>
    </message>
    <message>
        <source>For how long</source>
        <translation>На какое время</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Почему</translation>
    </message>
    <message>
        <source>Reason for shelving</source>
        <translation>Причина откладывания</translation>
    </message>
    <message numerus="yes">
        <source>Shelve %n</source>
        <translation>
            <numerusform>Отложить %n</numerusform>
            <numerusform>Отложить %n</numerusform>
            <numerusform>Отложить %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ShiftMap</name>
    <message>
        <source>The last hours of all machines</source>
        <translation>Последние часы всех станков</translation>
    </message>
    <message>
        <source>%1: %2 to %3, %4</source>
        <translation>%1: %2–%3, %4</translation>
    </message>
    <message numerus="yes">
        <source>%n machines</source>
        <translation>
            <numerusform>%n станок</numerusform>
            <numerusform>%n станка</numerusform>
            <numerusform>%n станков</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::Sparkline</name>
    <message>
        <source>Trend</source>
        <translation>Динамика</translation>
    </message>
    <message>
        <source>Rising</source>
        <translation>Растёт</translation>
    </message>
    <message>
        <source>Falling</source>
        <translation>Падает</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Ровно</translation>
    </message>
</context>
<context>
    <name>ui::SplitBars</name>
    <message>
        <source>Shares against what they should be</source>
        <translation>Доли и какими им быть</translation>
    </message>
    <message>
        <source>%1, should be %2</source>
        <translation>%1, надо %2</translation>
    </message>
    <message numerus="yes">
        <source>%n alarms</source>
        <translation>
            <numerusform>%n тревога</numerusform>
            <numerusform>%n тревоги</numerusform>
            <numerusform>%n тревог</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2, should be %3</source>
        <translation>%1: %2, надо %3</translation>
    </message>
</context>
<context>
    <name>ui::StatTile</name>
    <message>
        <source>%1; changed at %2</source>
        <translation>%1; изменилось в %2</translation>
    </message>
</context>
<context>
    <name>ui::StatePage</name>
    <message>
        <source>Loading</source>
        <translation>Загрузка</translation>
    </message>
    <message>
        <source>The first data is on its way.</source>
        <translation>Первые данные уже в пути.</translation>
    </message>
    <message>
        <source>Nothing here yet</source>
        <translation>Здесь пока пусто</translation>
    </message>
    <message>
        <source>It appears by itself as soon as something happens.</source>
        <translation>Появится само, как только что-нибудь произойдёт.</translation>
    </message>
    <message>
        <source>Nothing matches the filter</source>
        <translation>Ничего не подходит под фильтр</translation>
    </message>
    <message>
        <source>Change the words or clear the filter.</source>
        <translation>Измените слова или очистите фильтр.</translation>
    </message>
    <message>
        <source>That did not work</source>
        <translation>Не получилось</translation>
    </message>
    <message>
        <source>The server did not give an answer that could be shown.</source>
        <translation>Сервер не дал ответа, который можно показать.</translation>
    </message>
    <message>
        <source>Not for your role</source>
        <translation>Не для вашей роли</translation>
    </message>
    <message>
        <source>Ask an administrator if you need to see this.</source>
        <translation>Если вам это нужно, обратитесь к администратору.</translation>
    </message>
    <message>
        <source>No link</source>
        <translation>Нет связи</translation>
    </message>
    <message>
        <source>Nothing was received before the link was lost. It is being tried again.</source>
        <translation>До потери связи ничего не пришло. Попытки продолжаются.</translation>
    </message>
</context>
<context>
    <name>ui::StateStrip</name>
    <message>
        <source>States during the shift</source>
        <translation>Состояния за смену</translation>
    </message>
    <message>
        <source>%1: %2 to %3, %4</source>
        <translation>%1: %2–%3, %4</translation>
    </message>
</context>
<context>
    <name>ui::StatusStrip</name>
    <message>
        <source>Sounds are off. Turn them on again</source>
        <translation>Звуки выключены. Включить снова</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Состояние</translation>
    </message>
    <message>
        <source>Not signed in</source>
        <translation>Вход не выполнен</translation>
    </message>
    <message>
        <source>User: %1</source>
        <translation>Пользователь: %1</translation>
    </message>
    <message>
        <source>Your account</source>
        <translation>Ваша учётная запись</translation>
    </message>
    <message>
        <source>Quiet until %1</source>
        <translation>Тишина до %1</translation>
    </message>
    <message>
        <source>no data yet</source>
        <translation>данных ещё нет</translation>
    </message>
    <message>
        <source>data %1</source>
        <translation>данные %1</translation>
    </message>
    <message>
        <source>data is %1 old</source>
        <translation>данным %1</translation>
    </message>
    <message>
        <source>data is current</source>
        <translation>данные свежие</translation>
    </message>
    <message numerus="yes">
        <source>%n not sent yet</source>
        <comment>writes</comment>
        <translation>
            <numerusform>не отправлено: %n</numerusform>
            <numerusform>не отправлено: %n</numerusform>
            <numerusform>не отправлено: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not accepted</source>
        <comment>writes</comment>
        <translation>
            <numerusform>не принято: %n</numerusform>
            <numerusform>не принято: %n</numerusform>
            <numerusform>не принято: %n</numerusform>
        </translation>
    </message>
    <message>
        <source>What you did and is not with the server</source>
        <translation>Что вы сделали, а на сервере этого нет</translation>
    </message>
</context>
<context>
    <name>ui::SystemNotifier</name>
    <message>
        <source>Vakhta</source>
        <translation>Вахта</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Открыть</translation>
    </message>
</context>
<context>
    <name>ui::TableTools</name>
    <message>
        <source>Export as CSV</source>
        <translation>Сохранить как CSV</translation>
    </message>
    <message numerus="yes">
        <source>%n rows written to %1</source>
        <translation>
            <numerusform>Записана %n строка в %1</numerusform>
            <numerusform>Записаны %n строки в %1</numerusform>
            <numerusform>Записано %n строк в %1</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 was not written: %2</source>
        <translation>%1 не записан: %2</translation>
    </message>
</context>
<context>
    <name>ui::TaskPicker</name>
    <message>
        <source>Code or name of the work</source>
        <translation>Шифр или название работы</translation>
    </message>
</context>
<context>
    <name>ui::TelegramCard</name>
    <message>
        <source>Copy the command</source>
        <translation>Скопировать команду</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Код</translation>
    </message>
    <message>
        <source>Telegram</source>
        <translation>Telegram</translation>
    </message>
    <message>
        <source>Linked</source>
        <translation>Привязан</translation>
    </message>
    <message>
        <source>Not linked</source>
        <translation>Не привязан</translation>
    </message>
    <message>
        <source>your chat</source>
        <translation>ваш чат</translation>
    </message>
    <message>
        <source>What needs you also goes to %1, since %2. /mute and /help are told to the bot.</source>
        <translation>Важное для вас приходит и в %1, с %2. Команды /mute и /help понимает бот.</translation>
    </message>
    <message>
        <source>What needs you also goes to %1.</source>
        <translation>Важное для вас приходит и в %1.</translation>
    </message>
    <message>
        <source>This server sends nothing to Telegram. An administrator can give it a bot.</source>
        <translation>Этот сервер ничего не шлёт в Telegram. Бота может подключить администратор.</translation>
    </message>
    <message>
        <source>Whether a chat is linked is known when there is a link to the server.</source>
        <translation>Привязан ли чат, станет известно, когда будет связь с сервером.</translation>
    </message>
    <message>
        <source>Alarms reach your phone when you are away from the desk. Get a code and send it to the plant&apos;s bot.</source>
        <translation>Тревоги дойдут до телефона, когда вас нет за столом. Получите код и отправьте его боту предприятия.</translation>
    </message>
    <message>
        <source>There is no code to be had now: the server did not answer.</source>
        <translation>Сейчас код не получить: сервер не ответил.</translation>
    </message>
    <message>
        <source>Valid for another %1</source>
        <translation>Действует ещё %1</translation>
    </message>
    <message>
        <source>This code is not valid any more.</source>
        <translation>Этот код больше не действует.</translation>
    </message>
    <message>
        <source>New code</source>
        <translation>Новый код</translation>
    </message>
    <message>
        <source>Get a code</source>
        <translation>Получить код</translation>
    </message>
    <message>
        <source>Unlink for sure</source>
        <translation>Точно отвязать</translation>
    </message>
    <message>
        <source>Unlink</source>
        <translation>Отвязать</translation>
    </message>
    <message>
        <source>Open in Telegram</source>
        <translation>Открыть в Telegram</translation>
    </message>
    <message>
        <source>Alarms reach your phone when you are away from the desk. Get a code and send it to the plant&apos;s bot, @%1.</source>
        <translation>Тревоги дойдут до телефона, когда вас нет за столом. Получите код и отправьте его боту предприятия, @%1.</translation>
    </message>
    <message>
        <source>1. Open the chat with the plant&apos;s bot in Telegram.</source>
        <translation>1. Откройте в Telegram чат с ботом предприятия.</translation>
    </message>
    <message>
        <source>1. Open the chat with @%1 in Telegram.</source>
        <translation>1. Откройте в Telegram чат с @%1.</translation>
    </message>
    <message>
        <source>2. Send it: /link %1</source>
        <translation>2. Отправьте ему: /link %1</translation>
    </message>
    <message>
        <source>3. It answers, and this page says «Linked».</source>
        <translation>3. Бот ответит, а здесь появится «Привязан».</translation>
    </message>
</context>
<context>
    <name>ui::TicketFigures</name>
    <message>
        <source>up to 1 h</source>
        <translation>до 1 ч</translation>
    </message>
    <message>
        <source>over 7 d</source>
        <translation>7+ дн</translation>
    </message>
    <message>
        <source>Nobody waits.</source>
        <translation>Никто не ждёт.</translation>
    </message>
    <message>
        <source>Who has how many</source>
        <translation>Нагрузка</translation>
    </message>
    <message>
        <source>How long they wait</source>
        <translation>Возраст незакрытых</translation>
    </message>
    <message>
        <source>Nobody&apos;s</source>
        <translation>Ничьи</translation>
    </message>
    <message numerus="yes">
        <source>%n high or urgent</source>
        <translation>
            <numerusform>%n высокая или срочная</numerusform>
            <numerusform>%n высокие или срочные</numerusform>
            <numerusform>%n высоких или срочных</numerusform>
        </translation>
    </message>
    <message>
        <source>none of them is urgent</source>
        <translation>срочных нет</translation>
    </message>
    <message>
        <source>1–4 h</source>
        <translation>1–4 ч</translation>
    </message>
    <message>
        <source>4–24 h</source>
        <translation>4–24 ч</translation>
    </message>
    <message>
        <source>1–3 d</source>
        <translation>1–3 дн</translation>
    </message>
    <message>
        <source>3–7 d</source>
        <translation>3–7 дн</translation>
    </message>
</context>
<context>
    <name>ui::TicketFilterBar</name>
    <message>
        <source>Show all</source>
        <translation>Показать все</translation>
    </message>
    <message>
        <source>Every category</source>
        <translation>Все категории</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Категория</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Мои</translation>
    </message>
    <message>
        <source>Nobody&apos;s</source>
        <translation>Ничьи</translation>
    </message>
</context>
<context>
    <name>ui::TicketForm</name>
    <message>
        <source>Send</source>
        <translation>Отправить</translation>
    </message>
    <message>
        <source>In a few words</source>
        <translation>В нескольких словах</translation>
    </message>
    <message>
        <source>What happens, since when, what was tried</source>
        <translation>Что происходит, с какого времени, что уже пробовали</translation>
    </message>
    <message>
        <source>Building</source>
        <translation>Корпус</translation>
    </message>
    <message>
        <source>Floor</source>
        <translation>Этаж</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>Кабинет</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Что случилось</translation>
    </message>
    <message>
        <source>In full</source>
        <translation>Подробно</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Приоритет</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Категория</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Где</translation>
    </message>
    <message>
        <source>Who asks</source>
        <translation>Заявитель</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Телефон</translation>
    </message>
    <message>
        <source>Yourself, if empty</source>
        <translation>Пусто — вы сами</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message numerus="yes">
        <source>What is wrong wants %n characters or more.</source>
        <translation>
            <numerusform>«Что случилось»: нужен хотя бы %n символ.</numerusform>
            <numerusform>«Что случилось»: нужно хотя бы %n символа.</numerusform>
            <numerusform>«Что случилось»: нужно хотя бы %n символов.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In full wants %n characters or more.</source>
        <translation>
            <numerusform>«Подробно»: нужен хотя бы %n символ.</numerusform>
            <numerusform>«Подробно»: нужно хотя бы %n символа.</numerusform>
            <numerusform>«Подробно»: нужно хотя бы %n символов.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>That is more than %n characters.</source>
        <translation>
            <numerusform>Это больше %n символа.</numerusform>
            <numerusform>Это больше %n символов.</numerusform>
            <numerusform>Это больше %n символов.</numerusform>
        </translation>
    </message>
    <message>
        <source>The phone number is not whole.</source>
        <translation>Номер телефона неполный.</translation>
    </message>
</context>
<context>
    <name>ui::TicketPage</name>
    <message>
        <source>Open again</source>
        <translation>Открыть снова</translation>
    </message>
    <message>
        <source>Assign…</source>
        <translation>Назначить…</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Что случилось</translation>
    </message>
    <message>
        <source>What has happened</source>
        <translation>История</translation>
    </message>
    <message>
        <source>Reporter</source>
        <translation>Заявитель</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Телефон</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Место</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Категория</translation>
    </message>
    <message>
        <source>Assignee</source>
        <translation>Исполнитель</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Создана</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Взята</translation>
    </message>
    <message>
        <source>Solved</source>
        <translation>Решена</translation>
    </message>
    <message>
        <source>solved within %1</source>
        <translation>решена за %1</translation>
    </message>
    <message>
        <source>waiting for %1</source>
        <translation>ждёт %1</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Никто</translation>
    </message>
    <message>
        <source>asking who there is…</source>
        <translation>запрашиваю список…</translation>
    </message>
    <message>
        <source>Only those who have had tickets: the server did not say who there is.</source>
        <translation>Только те, у кого уже были заявки: сервер не назвал остальных.</translation>
    </message>
</context>
<context>
    <name>ui::TicketsList</name>
    <message>
        <source>Tickets</source>
        <translation>Заявки</translation>
    </message>
    <message>
        <source>No tickets</source>
        <translation>Заявок нет</translation>
    </message>
    <message>
        <source>Whoever needs help asks for it here.</source>
        <translation>Кому нужна помощь, тот просит о ней здесь.</translation>
    </message>
    <message>
        <source>All</source>
        <comment>tickets</comment>
        <translation>Всего</translation>
    </message>
    <message>
        <source>Open</source>
        <comment>tickets</comment>
        <translation>Открытые</translation>
    </message>
    <message>
        <source>In progress</source>
        <comment>tickets</comment>
        <translation>В работе</translation>
    </message>
    <message>
        <source>Resolved</source>
        <comment>tickets</comment>
        <translation>Решённые</translation>
    </message>
    <message>
        <source>Closed</source>
        <comment>tickets</comment>
        <translation>Закрытые</translation>
    </message>
    <message numerus="yes">
        <source>%n are not done</source>
        <translation>
            <numerusform>%n не решена</numerusform>
            <numerusform>%n не решены</numerusform>
            <numerusform>%n не решено</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n are nobody&apos;s</source>
        <translation>
            <numerusform>%n ничья</numerusform>
            <numerusform>%n ничьи</numerusform>
            <numerusform>%n ничьих</numerusform>
        </translation>
    </message>
    <message>
        <source>to be closed</source>
        <translation>осталось закрыть</translation>
    </message>
    <message>
        <source>done with</source>
        <translation>завершены</translation>
    </message>
    <message>
        <source>New: %1</source>
        <comment>tickets</comment>
        <translation>Новые: %1</translation>
    </message>
    <message>
        <source>with somebody</source>
        <translation>у исполнителей</translation>
    </message>
</context>
<context>
    <name>ui::TicketsPanel</name>
    <message>
        <source>Tickets</source>
        <translation>Заявки</translation>
    </message>
    <message>
        <source>Ticket or person</source>
        <translation>Заявка или человек</translation>
    </message>
    <message>
        <source>New ticket</source>
        <translation>Новая заявка</translation>
    </message>
</context>
<context>
    <name>ui::TimesheetPage</name>
    <message>
        <source>Hand in</source>
        <translation>Сдать</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Утвердить</translation>
    </message>
    <message>
        <source>Hand back</source>
        <translation>На исправление</translation>
    </message>
    <message>
        <source>Cancel the timesheet</source>
        <translation>Отменить табель</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>Часы</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Работники</translation>
    </message>
    <message>
        <source>Over 12 hours a day</source>
        <translation>Больше 12 ч в день</translation>
    </message>
    <message>
        <source>Wages</source>
        <translation>Начислено</translation>
    </message>
    <message>
        <source>Hours by day</source>
        <translation>Часы по дням</translation>
    </message>
    <message>
        <source>Comments</source>
        <translation>Комментарии</translation>
    </message>
    <message>
        <source>Timesheet no. %1</source>
        <translation>Табель № %1</translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n день</numerusform>
            <numerusform>%n дня</numerusform>
            <numerusform>%n дней</numerusform>
        </translation>
    </message>
    <message>
        <source>days of workers</source>
        <translation>дней работников</translation>
    </message>
    <message numerus="yes">
        <source>%n lines without a rate</source>
        <translation>
            <numerusform>%n строка без ставки</numerusform>
            <numerusform>%n строки без ставки</numerusform>
            <numerusform>%n строк без ставки</numerusform>
        </translation>
    </message>
    <message>
        <source>every line has a rate</source>
        <translation>у всех строк есть ставка</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>Не отправлено</translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation>Не принято</translation>
    </message>
    <message>
        <source>No hours yet</source>
        <translation>Часов ещё нет</translation>
    </message>
    <message>
        <source>The foreman has written none.</source>
        <translation>Прораб их ещё не внёс.</translation>
    </message>
    <message>
        <source>The hours are with the server</source>
        <translation>Часы — на сервере</translation>
    </message>
    <message>
        <source>They are shown when there is a link.</source>
        <translation>Они появятся, когда будет связь.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Повторить</translation>
    </message>
    <message numerus="yes">
        <source>Rate of an hour for %n lines without one; empty: none</source>
        <translation>
            <numerusform>Ставка за час для %n строки без ставки; пусто — без неё</numerusform>
            <numerusform>Ставка за час для %n строк без ставки; пусто — без неё</numerusform>
            <numerusform>Ставка за час для %n строк без ставки; пусто — без неё</numerusform>
        </translation>
    </message>
    <message>
        <source>What has to be corrected</source>
        <translation>Что исправить</translation>
    </message>
    <message>
        <source>Why it is cancelled</source>
        <translation>Почему отменяется</translation>
    </message>
    <message>
        <source>Correction</source>
        <translation>Исправление</translation>
    </message>
    <message>
        <source>Cancellation</source>
        <translation>Отмена</translation>
    </message>
</context>
<context>
    <name>ui::TimesheetsPanel</name>
    <message>
        <source>Foreman or object</source>
        <translation>Прораб или объект</translation>
    </message>
    <message>
        <source>No timesheets yet</source>
        <translation>Табелей ещё нет</translation>
    </message>
    <message>
        <source>They appear here when foremen begin them.</source>
        <translation>Они появятся здесь, когда прорабы их начнут.</translation>
    </message>
    <message>
        <source>Timesheets</source>
        <translation>Табели</translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation>Не принято</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>Не отправлено</translation>
    </message>
    <message>
        <source>All</source>
        <comment>timesheets</comment>
        <translation>Все</translation>
    </message>
    <message>
        <source>Drafts</source>
        <comment>timesheets</comment>
        <translation>Черновики</translation>
    </message>
    <message>
        <source>Timesheet no. %1: %2</source>
        <translation>Табель № %1: %2</translation>
    </message>
</context>
<context>
    <name>ui::Toast</name>
    <message>
        <source>Open</source>
        <translation>Открыть</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Подтвердить</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Скрыть</translation>
    </message>
</context>
<context>
    <name>ui::ToastOverlay</name>
    <message numerus="yes">
        <source>%n more</source>
        <comment>toasts</comment>
        <translation>
            <numerusform>Ещё %n</numerusform>
            <numerusform>Ещё %n</numerusform>
            <numerusform>Ещё %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::TopBar</name>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Find anything (Ctrl+K)</source>
        <translation>Найти что угодно (Ctrl+K)</translation>
    </message>
</context>
<context>
    <name>ui::TotalsRow</name>
    <message>
        <source>Totals of the schedule</source>
        <translation>Итоги графика</translation>
    </message>
    <message numerus="yes">
        <source>In all: %n works</source>
        <translation>
            <numerusform>Всего: %n работа</numerusform>
            <numerusform>Всего: %n работы</numerusform>
            <numerusform>Всего: %n работ</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::Tray</name>
    <message>
        <source>Show Vakhta</source>
        <translation>Показать «Вахту»</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Выход</translation>
    </message>
    <message numerus="yes">
        <source>Vakhta, %n unread</source>
        <translation>
            <numerusform>Вахта, %n непрочитанное</numerusform>
            <numerusform>Вахта, %n непрочитанных</numerusform>
            <numerusform>Вахта, %n непрочитанных</numerusform>
        </translation>
    </message>
    <message>
        <source>Vakhta</source>
        <translation>Вахта</translation>
    </message>
</context>
<context>
    <name>ui::WallView</name>
    <message>
        <source>The plant is being watched</source>
        <translation>За предприятием наблюдают</translation>
    </message>
    <message>
        <source>Wall</source>
        <translation>Стена</translation>
    </message>
</context>
<context>
    <name>ui::WorkForm</name>
    <message>
        <source>Enter</source>
        <comment>a work</comment>
        <translation>Внести</translation>
    </message>
    <message>
        <source>Of the schedule</source>
        <translation>По графику</translation>
    </message>
    <message>
        <source>Ancillary</source>
        <translation>Вспомогательная</translation>
    </message>
    <message>
        <source>Where, what exactly</source>
        <translation>Где и что именно</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>Работа</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Объём</translation>
    </message>
    <message>
        <source>Brigade</source>
        <translation>Бригада</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Описание</translation>
    </message>
    <message>
        <source>Enter a day&apos;s work</source>
        <translation>Внести работу за день</translation>
    </message>
    <message>
        <source>None</source>
        <comment>brigade</comment>
        <translation>Без бригады</translation>
    </message>
    <message>
        <source>This day has not begun yet.</source>
        <translation>Этот день ещё не наступил.</translation>
    </message>
    <message>
        <source>Choose the work.</source>
        <translation>Выберите работу.</translation>
    </message>
    <message>
        <source>No work of this project is called so: choose one of the list.</source>
        <translation>В проекте нет работы с таким названием: выберите из списка.</translation>
    </message>
    <message>
        <source>How many person-hours?</source>
        <translation>Сколько человеко-часов?</translation>
    </message>
    <message>
        <source>How much was done?</source>
        <translation>Сколько сделано?</translation>
    </message>
    <message>
        <source>The volume is no number such as 4.5, or too large.</source>
        <translation>Объём должен быть числом, например 4,5, и не слишком большим.</translation>
    </message>
    <message>
        <source>The volume must be above 0.</source>
        <translation>Объём должен быть больше нуля.</translation>
    </message>
    <message>
        <source>Say what was done.</source>
        <translation>Напишите, что было сделано.</translation>
    </message>
    <message>
        <source>person-hours</source>
        <translation>чел.-ч</translation>
    </message>
    <message>
        <source>%1 more than is left of the plan</source>
        <translation>На %1 больше остатка по плану</translation>
    </message>
    <message>
        <source>Left of the plan: %1</source>
        <translation>Остаток по плану: %1</translation>
    </message>
</context>
<context>
    <name>ui::WorktimePanel</name>
    <message>
        <source>Person or department</source>
        <translation>Человек или отдел</translation>
    </message>
    <message>
        <source>Days in the list</source>
        <translation>Записей</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>Часы</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>Опоздания</translation>
    </message>
    <message>
        <source>Overtime</source>
        <translation>Переработка</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Сегодня</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Вчера</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 дней</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Всё</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Период</translation>
    </message>
    <message>
        <source>Nobody yet</source>
        <translation>Пока никого</translation>
    </message>
    <message>
        <source>The first entry appears as soon as somebody shows a card.</source>
        <translation>Первая запись появится, как только кто-нибудь приложит карту.</translation>
    </message>
    <message>
        <source>Working time</source>
        <translation>Рабочее время</translation>
    </message>
    <message>
        <source>worked</source>
        <translation>отработано</translation>
    </message>
    <message>
        <source>only these are shown</source>
        <translation>показаны только они</translation>
    </message>
    <message>
        <source>beyond 8 hours</source>
        <translation>сверх 8 часов</translation>
    </message>
    <message>
        <source>%1 of those who came</source>
        <translation>%1 пришедших</translation>
    </message>
    <message>
        <source>nobody has come yet</source>
        <translation>ещё никто не пришёл</translation>
    </message>
    <message numerus="yes">
        <source>%n still at work</source>
        <translation>
            <numerusform>ещё на работе %n</numerusform>
            <numerusform>ещё на работе %n</numerusform>
            <numerusform>ещё на работе %n</numerusform>
        </translation>
    </message>
</context>
</TS>
