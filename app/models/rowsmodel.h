// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/rowbatch.h"

#include <QAbstractTableModel>
#include <QDateTime>
#include <QStringList>

#include <functional>

namespace client {

/// What a panel should show in place of, or over, its rows.
enum class DataState {
    Loading,    ///< nothing has come yet, neither from the cache nor from the server
    Fresh,      ///< as the server knows it
    Stale,      ///< was right at asOf(); must not look live
    NotAllowed, ///< this person may not see the topic
};

/// A table over one topic's rows; the columns are an enum of the concrete model. Interface thread
/// only. Display texts are plain values until the interface gives words (setHeaders, setFormatter).
class RowsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Role {
        IdRole = Qt::UserRole + 1, ///< qint64
        RowRole,                   ///< the whole protocol row: value<protocol::MachineRow>()
        ValueRole,  ///< the cell unformatted: QString, qint64, double, bool, QDateTime, QDate; an enum as its
                    ///< int
        SortRole,   ///< as ValueRole, in a form that sorts; invalid sorts last
        FilterRole, ///< of any column: the row's searchable text, case folded
        ChangedAtRole, ///< qint64 monotonic milliseconds when this cell last changed; 0 if not since it came
        StaleRole,     ///< bool: the row must not look live
    };
    Q_ENUM(Role)

    /// Turns a cell's ValueRole into a person's words: used for DisplayRole, copies and exports.
    using Formatter = std::function<QString(int column, const QVariant& value)>;

    const QString& topic() const { return m_topic; }
    DataState dataState() const { return m_dataState; }
    /// UTC; the rows were right then. Invalid when nothing has come yet.
    const QDateTime& asOf() const { return m_asOf; }
    /// Emits freshnessChanged, and repaints the rows when they begin or cease to be stale.
    void setFreshness(DataState state, const QDateTime& asOf);

    void setHeaders(const QStringList& texts);
    void setFormatter(Formatter formatter);

    /// Brings the rows to where the batch says; one that is another topic's is ignored.
    virtual void apply(const RowBatch& batch) = 0;
    virtual void clear() = 0;
    virtual qint64 idAt(int row) const = 0;
    /// −1 when there is no such row.
    virtual int rowOf(qint64 id) const = 0;
    /// The column's name in settings and exports: stable, untranslated.
    virtual QString columnKey(int column) const = 0;

    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    void freshnessChanged();

protected:
    RowsModel(const QString& topic, QObject* parent);
    QString format(int column, const QVariant& value) const;

private:
    QString m_topic;
    DataState m_dataState = DataState::Loading;
    QDateTime m_asOf;
    QStringList m_headers;
    Formatter m_formatter;
};

} // namespace client
