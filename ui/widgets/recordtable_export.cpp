// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/recordtable.h"

#include <QDate>
#include <QFileDialog>
#include <QLocale>
#include <QSaveFile>
#include <QTableView>

#include <memory>

using namespace Qt::StringLiterals;

namespace ui {

namespace {
constexpr int rowsPerStep = 1000; ///< about 5 ms of work between two turns of the event loop
} // namespace

QString RecordTable::csvLine(const QStringList& cells, QChar separator)
{
    QStringList quoted;
    for (QString cell : cells) {
        // A spreadsheet runs what begins like a formula; names come from devices and people.
        if (!cell.isEmpty() && u"=+-@\t\r"_s.contains(cell.front())) {
            bool isNumber = false;
            QLocale().toDouble(cell, &isNumber);
            if (!isNumber)
                cell.prepend(u'\'');
        }
        if (cell.contains(separator) || cell.contains(u'"') || cell.contains(u'\n') || cell.contains(u'\r'))
            cell = u'"' + cell.replace(u'"', u"\"\""_s) + u'"';
        quoted.append(cell);
    }
    return quoted.join(separator) + u"\r\n"_s;
}

QString RecordTable::exportCell(int row, int column) const
{
    const QModelIndex index = m_rows.index(row, column);
    for (const TableColumn& spec : m_layout->columns())
        if (spec.column == column && spec.exportText)
            return spec.exportText(index.data(client::RowsModel::ValueRole));
    return index.data().toString();
}

void RecordTable::exportCsv()
{
    auto* dialog = new QFileDialog(this, tr("Export as CSV"), QString(), tr("CSV files (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->selectFile(m_name + u'-' + QDate::currentDate().toString(Qt::ISODate) + u".csv"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &RecordTable::writeCsv);
    dialog->open();
}

void RecordTable::writeCsv(const QString& file)
{
    // What the decimal comma needs: such locales separate lists by semicolons.
    const QChar separator = QLocale().decimalPoint() == u","_s ? u';' : u',';
    auto target = std::make_shared<QSaveFile>(file);
    if (!target->open(QIODevice::WriteOnly)) {
        emit exportFailed(file, target->errorString());
        return;
    }
    const QList<int> columns = m_layout->wanted();
    QStringList header;
    for (const int column : columns)
        header.append(m_rows.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    target->write("\xEF\xBB\xBF");
    target->write(csvLine(header, separator).toUtf8());

    // The rows as they are at this moment, by id: what arrives or leaves meanwhile does not shift them.
    auto ids = std::make_shared<QList<qint64>>();
    for (int row = 0; row < m_filter->rowCount(); ++row)
        ids->append(m_filter->idAt(row));
    auto* timer = new QTimer(this);
    auto next = std::make_shared<qsizetype>(0);
    auto written = std::make_shared<int>(0);
    connect(timer, &QTimer::timeout, this, [=, this] {
        QByteArray part;
        for (int i = 0; i < rowsPerStep && *next < ids->size(); ++i) {
            const int row = m_rows.rowOf((*ids)[(*next)++]);
            if (row < 0)
                continue;
            QStringList cells;
            for (const int column : columns)
                cells.append(exportCell(row, column));
            part += csvLine(cells, separator).toUtf8();
            ++*written;
        }
        const bool failed = target->write(part) != part.size();
        if (!failed && *next < ids->size())
            return;
        timer->deleteLater();
        if (failed || !target->commit())
            emit exportFailed(file, target->errorString());
        else
            emit exported(file, *written);
    });
    timer->start(0);
}

} // namespace ui
