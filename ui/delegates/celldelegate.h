// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/signs.h"
#include "theme/theme.h"

#include "base/clock.h"

#include <QHash>
#include <QStyledItemDelegate>

#include <functional>
#include <optional>

namespace ui {

/// How the cells of one column look, beyond their text.
struct CellStyle
{
    Qt::Alignment alignment = Qt::AlignLeft;
    Weight weight = Weight::Regular;
    bool muted = false;
    /// A state to show as a chip in place of the text.
    std::function<Sign(const QModelIndex&)> sign = {};
    /// A tone for the text, where the value calls for one.
    std::function<std::optional<Tone>(const QModelIndex&)> tone = {};
    /// A picture in place of the text.
    std::function<void(QPainter&, const QRectF&, const QModelIndex&)> picture = {};
};

/// Paints a table's cells itself, which keeps a hundred thousand rows smooth: selection, hover, the
/// glow of a value that changed within the last second (from RowsModel::ChangedAtRole), chips and
/// pictures. Rows have one height and no editors.
class CellDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    CellDelegate(const base::Clock& clock, QObject* parent);

    /// column is the model's.
    void setStyle(int column, CellStyle style);
    /// What lies behind a row's cells, where it is not the table's own: an invalid colour says that it is.
    void setGround(std::function<QColor(const QModelIndex&)> ground) { m_ground = std::move(ground); }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

    /// How bright the glow of a change is, 1 at first and 0 after a second.
    static double glow(qint64 changedAtMs, qint64 nowMs);

private:
    const base::Clock& m_clock;
    QHash<int, CellStyle> m_styles;
    std::function<QColor(const QModelIndex&)> m_ground;
};

} // namespace ui
