// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/signs.h"

#include "models/machinesmodel.h"

#include <QAbstractListModel>
#include <QHash>
#include <QPointer>
#include <QStyledItemDelegate>
#include <QTimer>

namespace ui {

/// Something that wants a person now.
struct Attention
{
    qint64 machine = 0;
    Sign sign;
    QString title;
    QString detail;
    QDateTime since;
    int rank = 0; ///< lower is more urgent
    friend bool operator==(const Attention&, const Attention&) = default;
};

/// The machines that want somebody: calls that nobody has taken, machines that stand, repairs under
/// way; the longest wait first within each. Kept up to date from changes, never counted anew.
class AttentionModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    explicit AttentionModel(client::MachinesModel& machines, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_rows.size());
    }
    QVariant data(const QModelIndex& index, int role) const override;
    const Attention& at(int row) const { return m_rows[row]; }

signals:
    void changed();

private:
    static std::optional<Attention> judge(const protocol::MachineRow& row);
    void publish();

    QHash<qint64, Attention> m_wanting;
    QList<Attention> m_rows;
    QTimer m_publish;
};

/// Two lines and an age.
class AttentionDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace ui
