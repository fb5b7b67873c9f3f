// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCollator>
#include <Qt>

#include <optional>
#include <vector>

namespace client {

class RowsModel;

/// Compares rows of a model by a column: numbers and moments as such, texts as a collator does, what is
/// absent last in either direction, equals in the order of the model. Reads the cells as it goes; valid
/// as long as nothing changes.
class RowKeys final
{
public:
    /// column −1: the order of the model, which may be none then.
    RowKeys(const RowsModel* rows, int column, Qt::SortOrder order, const QCollator& collator);
    RowKeys(const RowKeys&) = delete; // algorithms copy what they compare with: pass byKeys()
    RowKeys& operator=(const RowKeys&) = delete;

    /// For a sort of everything: reads the first count rows at once.
    void keep(int count);
    /// Whether row a comes before row b.
    bool operator()(int a, int b) const;
    auto byKeys() const
    {
        return [this](int a, int b) { return (*this)(a, b); };
    }

private:
    struct Key
    {
        double number = 0;
        std::optional<QCollatorSortKey> text{};
        bool absent = false;
        int compare(const Key& other) const;
    };
    Key read(int row) const;
    bool less(const Key& a, const Key& b, int rowA, int rowB) const;

    const RowsModel* m_rows;
    const int m_column;
    const Qt::SortOrder m_order;
    const QCollator& m_collator;
    std::vector<Key> m_kept;
};

} // namespace client
